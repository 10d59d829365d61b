"""Tags that mean something else than before."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.model.workload import WORKLOAD_KINDS
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._images import swaps


@transition_rule(
    "image-digest-moved",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=WORKLOAD_KINDS,
)
def image_digest_moved(transition: Transition) -> Iterator[Problem]:
    """The same tag gets another digest.

    Somebody pushed the tag again: what is called the same is not the same, and whoever has only the tag got
    the new content without a commit. Where a team builds its own images, give every build a tag of its own.

    It is strict and an info, because rebuilt images of others (a new base below the same version) come so.
    """
    for swap in swaps(transition):
        old, new = swap.old, swap.new
        moved = old.digest and new.digest and old.digest != new.digest
        if swap.same_repository and moved and old.tag and old.tag == new.tag and not swap.reverted_to:
            yield swap.problem(f"tag {new.tag} has another digest than before, so it was pushed again")
