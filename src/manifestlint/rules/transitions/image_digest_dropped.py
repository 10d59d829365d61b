"""Images that are pinned no more."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.model.workload import WORKLOAD_KINDS
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._images import swaps


@transition_rule(
    "image-digest-dropped",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=WORKLOAD_KINDS,
)
def image_digest_dropped(transition: Transition) -> Iterator[Problem]:
    """A container's image had a digest, and has none after the change.

    Until now one content could run and no other (Kubernetes docs, "Images": a digest is immutable). A tag can
    be pushed again, so from here on the registry decides. Mostly a tool that only knows tags wrote the file:
    `manifestlint set-image NAME:TAG@DIGEST` writes both.

    It is recommended, for who pins an image wants it pinned.
    """
    for swap in swaps(transition):
        if swap.same_repository and swap.old.digest and not swap.new.digest and not swap.reverted_to:
            yield swap.problem(
                f'image "{swap.new.text}" has no digest, and the one before had {_short(swap.old.digest)}'
            )


def _short(digest: str) -> str:
    algorithm, _, digits = digest.partition(":")
    return f"{algorithm}:{digits[:12]}"
