"""Values of the right type that are not allowed."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule(
    "schema-value-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    peers={"kube-linter": "schema-validation", "kubeconform": "kubeconform"},
)
def schema_value_invalid() -> None:
    """A value has the right type, and its field does not allow it.

    In kinds of Kubernetes' own these are numbers that do not fit their 32 or 64 bits, times that are not of
    RFC 3339 and bytes that are no base64 text: the API server cannot decode them. Custom resources are held
    to what their CustomResourceDefinition says: one of some values, a pattern, a range, a length, a format,
    items that differ.

    Write a value that is allowed; the message says which are. What Kubernetes checks in its own kinds beyond
    their schema, such as the range of a port, is told by the rules that are named after it.

    It is essential: the object is refused.
    """
