"""Required fields that are not there."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule(
    "schema-field-missing",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    peers={"kube-linter": "schema-validation", "kubeconform": "kubeconform"},
)
def schema_field_missing() -> None:
    """A field is missing that the API server asks for.

    It refuses the object ("Required value", the validation of each kind in `pkg/apis`, v1.35). Each missing
    field is told by itself, at the mapping that lacks it.

    Add the field. What the server fills in is not asked for, even where the published schema of a release
    does: `roleRef.apiGroup`, the `podSelector` of a NetworkPolicy, the `value` of a PriorityClass or the
    `serviceName` of a StatefulSet may be left out. Nothing is required below `status`, which the server
    writes itself. A patch of a kustomization that is not rendered need not be whole, and is not told.

    It is essential: the object is refused.
    """
