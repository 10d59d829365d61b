"""Documents that do not say what they are."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule("schema-kind-unknown", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def schema_kind_unknown() -> None:
    """A document has no `apiVersion` or no `kind`, so no API server can take it.

    Told is a document in a file that was named on the command line, which says that it is a manifest. Files
    that are only met below a folder hold all sorts of YAML; those without any Kubernetes object are counted
    as skipped.

    Write both fields, or keep the file out of what is checked, with `spec.exclude` in the PolicySet.

    It is essential: nothing of it can be applied.
    """
