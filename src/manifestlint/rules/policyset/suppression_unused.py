"""Suppressions that silence nothing."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule("suppression-unused", severity=Severity.WARNING, profile=Profile.RECOMMENDED, since="0.1")
def suppression_unused() -> None:
    """A suppression in a manifest silences nothing.

    The problem is gone, the rule's id is wrong, the `until` date has passed, or the comment stands at
    another line than the finding. Left in place it would silence the next problem there, which nobody has
    looked at. Remove it, or put it on the line of the finding or the line above.

    It is recommended, not essential, because nothing is silenced by it today.
    """
