"""Values of another type than the field takes."""

from manifestlint.rulekit import Profile, Safety, Severity, reported_rule


@reported_rule(
    "schema-type-wrong",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    subsumes=("yaml-scalar-surprising",),
    fix=Safety.SAFE,
    peers={"kube-linter": "schema-validation", "kubeconform": "kubeconform"},
)
def schema_type_wrong() -> None:
    """A value has another type than its field takes.

    The API server cannot decode the object ("cannot unmarshal string into Go struct field ... of type int32",
    Go's `encoding/json`), so nothing of it is applied. The message says what Kubernetes reads: `"8080"` in
    quotes is a string, `yes` and `on` without quotes are the boolean true, `1.10` is the number 1.1.

    Take the quotes away where a number or a boolean is wanted, and put them where a string is: in labels,
    annotations, environment variables and ConfigMap `data` every value is one. A list begins each item with
    `-`. `null`, or nothing behind the colon, counts as left out (`encoding/json`: null has no effect), so it
    may stand wherever a field may be missing, and is told only where it may not.

    The fix adds or removes the quotes; in quotes the text stays as it is written, so `1.10` becomes `"1.10"`.

    It is essential: the object is refused.
    """
