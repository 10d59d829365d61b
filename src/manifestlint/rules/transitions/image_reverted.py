"""Images that come back."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.model.workload import WORKLOAD_KINDS
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._images import swaps


@transition_rule(
    "image-reverted",
    severity=Severity.INFO,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=WORKLOAD_KINDS,
)
def image_reverted(transition: Transition) -> Iterator[Problem]:
    """The change goes back to an image that was deployed before.

    That is a rollback as it should be: the whole object is again just as a commit in the history had it, so
    it is known to have run. Nothing needs mending. Whoever approves should still know, for what the newer
    version has written, such as a migrated database, does not go back with it.

    `image-downgraded` and the other rules about images say nothing then. A higher version that comes again
    after a rollback goes no way back, and is not told. It is recommended to tell, and does not fail a check.
    """
    for swap in swaps(transition):
        commit = swap.reverted_to
        if commit and not swap.goes_up:
            yield swap.problem(
                f'goes back from "{swap.old.text}" to "{swap.new.text}", as deployed by {commit.commit[:12]}'
                f" ({commit.date}, {commit.subject})"
            )
