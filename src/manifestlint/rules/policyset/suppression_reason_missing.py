"""Suppressions that do not say why."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule(
    "suppression-reason-missing",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
)
def suppression_reason_missing() -> None:
    """A suppression in a manifest gives no reason.

    It counts, but whoever reviews the next change cannot tell whether it is still right. Write the reason
    behind the rule's id: `# manifestlint: ignore[host-path-mounted] reads /proc of the node`.

    It is recommended, not essential, because what is deployed does not depend on it.
    """
