"""Custom kinds that nothing here describes."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule("schema-not-available", severity=Severity.INFO, profile=Profile.RECOMMENDED, since="0.1")
def schema_not_available() -> None:
    """Nothing is known of a custom kind, so its fields are not checked.

    A mistake in such an object shows only when it is applied. Each kind is told once, at its first object.

    Put the kind's CustomResourceDefinition into the repository, among the manifests or in a folder that
    `spec.schemas` of the PolicySet names; the version that the cluster has is the right one. Where every kind
    must be known, give this rule the severity `error`.

    It is an info because nothing is known to be wrong; recommended because silence must mean that something
    was checked.
    """
