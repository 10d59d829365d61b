"""Exceptions whose time is over."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule("exception-expired", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def exception_expired() -> None:
    """An exception in the PolicySet has passed its `expires` date.

    It lets nothing pass any more: what it covered is judged like everything else. Mend what it was made
    for and remove it, or have a reviewer of `policies/` agree to a later date.

    It is essential because a date that nobody enforces is none.
    """
