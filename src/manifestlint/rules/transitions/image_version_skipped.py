"""Versions that are left out."""

from collections.abc import Iterator

from manifestlint.model.release import Release
from manifestlint.model.transition import Transition
from manifestlint.model.workload import WORKLOAD_KINDS
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._images import swaps

_YEARS = 1900


@transition_rule(
    "image-version-skipped",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=WORKLOAD_KINDS,
)
def image_version_skipped(transition: Transition) -> Iterator[Problem]:
    """A version between the one before and the new one was never deployed.

    Programs that migrate their data often support only the step from one version to the next. See in the
    release notes whether the step may be taken at once.

    Told where the first number that differs rises by more than one, as from v1.4.0 to v1.6.0; numbers that
    look like a year and pre-releases are left alone. It is strict: most programs do not mind.
    """
    for swap in swaps(transition):
        releases = swap.releases
        if releases and _skips(*releases) and not swap.reverted_to:
            yield swap.problem(
                f"the version rises from {swap.old.tag} to {swap.new.tag}, past what lies between"
            )


def _skips(old: Release, new: Release) -> bool:
    if old.early or new.early or new.numbers[0] > _YEARS:
        return False
    steps = (after - before for before, after in zip(old.numbers, new.numbers, strict=True))
    return next((step for step in steps if step), 0) > 1
