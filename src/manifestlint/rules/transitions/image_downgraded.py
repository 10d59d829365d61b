"""Versions that go down."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.model.workload import WORKLOAD_KINDS
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._images import swaps


@transition_rule(
    "image-downgraded",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=WORKLOAD_KINDS,
)
def image_downgraded(transition: Transition) -> Iterator[Problem]:
    """A container gets a lower version of its image than before.

    Mostly an old branch was merged late, or a bump was computed from the wrong tag: fixes that are live are
    taken away, and an older program meets data that the newer one has written. Set the version that is meant.
    To go back on purpose use `git revert` on the commit that brought the newer one: a state that the history
    has deployed before is no downgrade but what `image-reverted` tells.

    Tags are compared by Semantic Versioning 2.0.0, section 11, with or without `v`, and only if they have
    equally many numbers and the same variant behind (`-alpine`); other tags have no order. It is
    recommended, because a version may be lowered on purpose without any harm.
    """
    for swap in swaps(transition):
        releases = swap.releases
        if releases and releases[1] < releases[0] and not swap.reverted_to:
            yield swap.problem(
                f"the version goes down from {swap.old.tag} to {swap.new.tag}, and not by a revert:"
                " no earlier commit had the object so"
            )
