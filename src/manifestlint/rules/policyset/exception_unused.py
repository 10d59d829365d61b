"""Exceptions that nothing needs."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule("exception-unused", severity=Severity.WARNING, profile=Profile.RECOMMENDED, since="0.1")
def exception_unused() -> None:
    """An exception in the PolicySet covers no finding and no failure.

    What it was made for is mended, or its `match` misses it. Left in place it would let the next one pass
    unseen, under a reason that was given for another. Remove it, or put its `match` right. It is told only
    when everything that the PolicySet speaks of was checked, and the exception's rule is on.

    It is recommended, not essential, because nothing passes by it today.
    """
