"""Suppressions that a change adds."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule("suppression-new", severity=Severity.INFO, profile=Profile.RECOMMENDED, since="0.1")
def suppression_new() -> None:
    """A change silences a finding that nothing silenced before.

    Whoever approves the change approves the suppression too, so it is named with its reason. The PolicySet
    says with `spec.newSuppressions` what it is worth: `warn` tells of it, `allow` leaves that to
    `manifestlint review`, and with `deny` it does not count and is an error; what is right all the same
    belongs to the exceptions of the PolicySet.
    A comment that stands where it stood, also in a file that was renamed, is none of these.

    It is an info because a suppression may be right; recommended because nobody should approve one unseen.
    """
