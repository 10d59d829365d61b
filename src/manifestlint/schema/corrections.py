"""Where the published schemas ask for more than the API server does, and why we know.

Such a schema calls a field required because its Go type does not leave it out when empty, which says
nothing about what the server takes. Later releases mended some of them; the server was like that before.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """A field that may be left out, whatever the published schema says."""

    definition: str
    """The end of the definition's name: API package, version and type."""
    field: str
    reason: str
    source: str


_PUBLISHED = "the published schema itself, which asks for it up to {}"

CORRECTIONS = (
    Correction(
        "apps.v1.StatefulSetSpec",
        "serviceName",
        "a StatefulSet without governing Service is taken",
        _PUBLISHED.format("1.32"),
    ),
    Correction(
        "apps.v1.ControllerRevision",
        "revision",
        "left out it is 0, which is a valid revision",
        _PUBLISHED.format("1.36"),
    ),
    Correction(
        "batch.v1.PodFailurePolicyRule",
        "onPodConditions",
        "a rule has either onExitCodes or onPodConditions",
        "pkg/apis/batch/validation/validation.go, validatePodFailurePolicyRule; " + _PUBLISHED.format("1.28"),
    ),
    Correction(
        "batch.v1.PodFailurePolicyOnPodConditionsPattern",
        "status",
        "defaults to True",
        "pkg/apis/batch/v1/defaults.go, SetDefaults_Job; " + _PUBLISHED.format("1.34"),
    ),
    Correction(
        "networking.v1.NetworkPolicySpec",
        "podSelector",
        "left out it is the empty selector, which selects every pod of the namespace",
        "kubernetes/kubernetes#130896 and #131354; " + _PUBLISHED.format("1.33"),
    ),
    Correction(
        "rbac.v1.RoleRef",
        "apiGroup",
        "defaults to rbac.authorization.k8s.io",
        "pkg/apis/rbac/v1/defaults.go, SetDefaults_RoleBinding; " + _PUBLISHED.format("1.35"),
    ),
    Correction(
        "scheduling.v1.PriorityClass",
        "value",
        "left out it is 0, which is a valid priority",
        "pkg/apis/scheduling/validation/validation.go; " + _PUBLISHED.format("1.35"),
    ),
    Correction(
        "discovery.v1.EndpointSlice",
        "endpoints",
        "a slice may have no endpoints",
        "pkg/apis/discovery/validation/validation.go; " + _PUBLISHED.format("1.35"),
    ),
    Correction(
        "core.v1.HTTPHeader",
        "value",
        "an empty value is taken; only the name is checked",
        "pkg/apis/core/validation/validation.go, validateHTTPGetAction",
    ),
    Correction(
        "core.v1.Sysctl",
        "value",
        "an empty value is taken; only the name is checked",
        "pkg/apis/core/validation/validation.go, validateSysctls",
    ),
    Correction(
        "core.v1.LimitRangeSpec",
        "limits",
        "a LimitRange may have no limits",
        "pkg/apis/core/validation/validation.go, ValidateLimitRange",
    ),
    Correction(
        "core.v1.PreferredSchedulingTerm",
        "preference",
        "left out it is the empty term, which is taken and matches nothing",
        "pkg/apis/core/validation/validation.go, ValidatePreferredSchedulingTerms",
    ),
    Correction(
        "core.v1.ISCSIVolumeSource",
        "lun",
        "left out it is 0, which is a valid number",
        "pkg/apis/core/validation/validation.go, validateISCSIVolumeSource",
    ),
    Correction(
        "core.v1.ISCSIPersistentVolumeSource",
        "lun",
        "left out it is 0, which is a valid number",
        "pkg/apis/core/validation/validation.go, validateISCSIPersistentVolumeSource",
    ),
    Correction(
        "storage.v1.TokenRequest",
        "audience",
        "left out it is the API server's own audience",
        "pkg/apis/storage/validation/validation.go, validateTokenRequests",
    ),
    Correction(
        "storage.v1.CSIDriver",
        "spec",
        "every field of it is optional or defaulted",
        "pkg/apis/storage/v1/defaults.go, SetDefaults_CSIDriver",
    ),
    Correction(
        "storage.v1.CSINodeSpec",
        "drivers",
        "a node may have no drivers",
        "pkg/apis/storage/validation/validation.go, validateCSINodeDrivers",
    ),
    Correction(
        "storage.v1.CSINode",
        "spec",
        "a node may have no drivers",
        "pkg/apis/storage/validation/validation.go, validateCSINodeDrivers",
    ),
    Correction(
        "apiextensions.v1.WebhookConversion",
        "conversionReviewVersions",
        "only the strategy Webhook needs it, which crd-conversion-invalid tells",
        "apiextensions-apiserver, pkg/apis/apiextensions/validation/validation.go, "
        "validateCustomResourceConversion",
    ),
    *(
        Correction(
            f"resource.{version}.ResourceClaimTemplateSpec",
            "spec",
            "a claim may have no requests",
            "pkg/apis/resource/validation/validation.go, validateDeviceClaim",
        )
        for version in ("v1beta1", "v1beta2", "v1")
    ),
    *(
        Correction(
            "apiextensions.v1.CustomResourceDefinitionVersion",
            field,
            "left out it is false",
            "apiextensions-apiserver, pkg/apis/apiextensions/v1/types.go: no pointer, so there is no empty",
        )
        for field in ("served", "storage")
    ),
)


def not_required(definition: str) -> frozenset[str]:
    """The fields of a definition that the server does without, though its schema does not."""
    return _BY_DEFINITION.get(".".join(definition.split(".")[-3:]), frozenset())


_BY_DEFINITION = {
    entry.definition: frozenset(other.field for other in CORRECTIONS if other.definition == entry.definition)
    for entry in CORRECTIONS
}
