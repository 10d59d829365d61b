"""Fields that a kind does not have."""

from manifestlint.rulekit import Profile, Safety, Severity, reported_rule


@reported_rule(
    "schema-field-unknown",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={"kube-linter": "schema-validation", "kubeconform": "kubeconform"},
)
def schema_field_unknown() -> None:
    """A manifest has a field that its kind does not have.

    The API server refuses it under strict field validation, which `kubectl apply` and Argo CD ask for
    ("strict decoding error: unknown field", Kubernetes API concepts, field validation). Where validation is
    switched off it is worse: the field is dropped without a word, and the probe, limit or security context
    that stands in the file does not exist in the cluster.

    Correct the name, or move the field to the level where it belongs; the message names either where it can
    be told. Upper and lower case count: `readinessprobe` is another field than `readinessProbe`. The fields
    are those of the Kubernetes version in `spec.kubernetesVersion` of the PolicySet, so one that is new in a
    later version is unknown, too.

    The fix gives the field the name that was probably meant; it is unsafe, because what did nothing till now
    takes effect.

    It is essential: the sync fails, or the field does nothing.
    """
