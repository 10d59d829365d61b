"""APIs that were removed before the oldest bundled schemas, and those that are deprecated without a date.

Source of both: the deprecated API migration guide of the Kubernetes documentation
(kubernetes.io/docs/reference/using-api/deprecation-guide), which lists every removal with its successor, and
the release notes of 1.22 (`rbac` and `scheduling` v1alpha1), 1.19 (ComponentStatus) and 1.33 (Endpoints).
What was removed later is seen in the schemas themselves.
"""

from dataclasses import dataclass
from typing import Any

from manifestlint.core.version import Minor
from manifestlint.model.shape import dig, integer, mapping, mappings
from manifestlint.schema.published import Kind


@dataclass(frozen=True, slots=True)
class Removal:
    """An API that is gone: since when, and what took its place."""

    since: Minor
    successor: str
    """The apiVersion to write; empty where there is none."""


def _removed(minor: int, api_version: str, successor: str, *kinds: str) -> dict[Kind, Removal]:
    group, _, version = api_version.rpartition("/")
    return {(group, version, kind): Removal(Minor(1, minor), successor) for kind in kinds}


_RBAC = ("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding")
_REVIEWS = (
    "LocalSubjectAccessReview",
    "SelfSubjectAccessReview",
    "SelfSubjectRulesReview",
    "SubjectAccessReview",
)
_WEBHOOKS = ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")

REMOVALS: dict[Kind, Removal] = {
    **_removed(16, "extensions/v1beta1", "apps/v1", "DaemonSet", "Deployment", "ReplicaSet"),
    **_removed(16, "extensions/v1beta1", "networking.k8s.io/v1", "NetworkPolicy"),
    **_removed(16, "extensions/v1beta1", "", "PodSecurityPolicy"),
    **_removed(16, "apps/v1beta1", "apps/v1", "ControllerRevision", "Deployment", "StatefulSet"),
    **_removed(
        16,
        "apps/v1beta2",
        "apps/v1",
        "ControllerRevision",
        "DaemonSet",
        "Deployment",
        "ReplicaSet",
        "StatefulSet",
    ),
    **_removed(22, "admissionregistration.k8s.io/v1beta1", "admissionregistration.k8s.io/v1", *_WEBHOOKS),
    **_removed(22, "apiextensions.k8s.io/v1beta1", "apiextensions.k8s.io/v1", "CustomResourceDefinition"),
    **_removed(22, "apiregistration.k8s.io/v1beta1", "apiregistration.k8s.io/v1", "APIService"),
    **_removed(22, "authentication.k8s.io/v1beta1", "authentication.k8s.io/v1", "TokenReview"),
    **_removed(22, "authorization.k8s.io/v1beta1", "authorization.k8s.io/v1", *_REVIEWS),
    **_removed(22, "certificates.k8s.io/v1beta1", "certificates.k8s.io/v1", "CertificateSigningRequest"),
    **_removed(22, "coordination.k8s.io/v1beta1", "coordination.k8s.io/v1", "Lease"),
    **_removed(22, "extensions/v1beta1", "networking.k8s.io/v1", "Ingress"),
    **_removed(22, "networking.k8s.io/v1beta1", "networking.k8s.io/v1", "Ingress", "IngressClass"),
    **_removed(22, "rbac.authorization.k8s.io/v1beta1", "rbac.authorization.k8s.io/v1", *_RBAC),
    **_removed(22, "rbac.authorization.k8s.io/v1alpha1", "rbac.authorization.k8s.io/v1", *_RBAC),
    **_removed(22, "scheduling.k8s.io/v1beta1", "scheduling.k8s.io/v1", "PriorityClass"),
    **_removed(22, "scheduling.k8s.io/v1alpha1", "scheduling.k8s.io/v1", "PriorityClass"),
    **_removed(
        22,
        "storage.k8s.io/v1beta1",
        "storage.k8s.io/v1",
        "CSIDriver",
        "CSINode",
        "StorageClass",
        "VolumeAttachment",
    ),
    **_removed(25, "autoscaling/v2beta1", "autoscaling/v2", "HorizontalPodAutoscaler"),
    **_removed(25, "batch/v1beta1", "batch/v1", "CronJob"),
    **_removed(25, "discovery.k8s.io/v1beta1", "discovery.k8s.io/v1", "EndpointSlice"),
    **_removed(25, "events.k8s.io/v1beta1", "events.k8s.io/v1", "Event"),
    **_removed(25, "node.k8s.io/v1beta1", "node.k8s.io/v1", "RuntimeClass"),
    **_removed(25, "policy/v1beta1", "policy/v1", "PodDisruptionBudget"),
    **_removed(25, "policy/v1beta1", "", "PodSecurityPolicy"),
}

DEPRECATED: dict[Kind, Removal] = {
    ("", "v1", "ComponentStatus"): Removal(Minor(1, 19), ""),
    ("", "v1", "Endpoints"): Removal(Minor(1, 33), "discovery.k8s.io/v1 EndpointSlice"),
}
"""Deprecated since that version; no release is named in which it will go."""

_WORKLOADS = ("DaemonSet", "Deployment", "ReplicaSet", "StatefulSet")
_POLICIES = tuple(
    f"{name}AdmissionPolicy{end}" for name in ("Mutating", "Validating") for end in ("", "Binding")
)
SAME_SHAPE = frozenset(
    (api_version, kind)
    for api_version, kinds in {
        "admissionregistration.k8s.io/v1beta1": _POLICIES,
        "apiregistration.k8s.io/v1beta1": ("APIService",),
        "apps/v1beta1": ("ControllerRevision", "Deployment", "StatefulSet"),
        "apps/v1beta2": ("ControllerRevision", *_WORKLOADS),
        "autoscaling/v2beta2": ("HorizontalPodAutoscaler",),
        "batch/v1beta1": ("CronJob",),
        "certificates.k8s.io/v1beta1": ("ClusterTrustBundle",),
        "coordination.k8s.io/v1beta1": ("Lease",),
        "discovery.k8s.io/v1beta1": ("EndpointSlice",),
        "extensions/v1beta1": ("DaemonSet", "Deployment", "NetworkPolicy", "ReplicaSet"),
        "flowcontrol.apiserver.k8s.io/v1beta1": ("FlowSchema",),
        "flowcontrol.apiserver.k8s.io/v1beta2": ("FlowSchema",),
        "flowcontrol.apiserver.k8s.io/v1beta3": ("FlowSchema", "PriorityLevelConfiguration"),
        "networking.k8s.io/v1beta1": ("IngressClass", "IPAddress", "ServiceCIDR"),
        "node.k8s.io/v1beta1": ("RuntimeClass",),
        "policy/v1beta1": ("PodDisruptionBudget",),
        "rbac.authorization.k8s.io/v1alpha1": ("ClusterRole", "Role"),
        "rbac.authorization.k8s.io/v1beta1": _RBAC,
        "resource.k8s.io/v1beta2": ("DeviceClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"),
        "scheduling.k8s.io/v1alpha1": ("PriorityClass",),
        "scheduling.k8s.io/v1beta1": ("PriorityClass",),
        "storage.k8s.io/v1beta1": (
            "CSIDriver",
            "CSINode",
            "CSIStorageCapacity",
            "StorageClass",
            "VolumeAttachment",
            "VolumeAttributesClass",
        ),
    }.items()
    for kind in kinds
)
"""Where the same text means the same in the successor, but for objects that `means_another` knows."""


def means_another(kind: Kind, data: Any) -> bool:
    """Whether just this object would mean something else in the successor of its API, or be refused there."""
    spec = mapping(dig(data, "spec"))
    if kind[2] == "PodDisruptionBudget":
        # An empty selector selected nothing in policy/v1beta1, and selects every pod in policy/v1.
        return not any(mapping(spec.get("selector")).values())
    if kind[2] == "EndpointSlice":
        return any("topology" in endpoint for _, endpoint in mappings(dig(data, "endpoints")))
    if kind[2] == "PriorityLevelConfiguration":
        # Up to v1beta3 nothing meant 30, and so did 0.
        return integer(dig(spec, "limited", "nominalConcurrencyShares")) == 0
    if kind[2] in _WORKLOADS and kind[1] == "v1beta1":
        return _relies_on_old_defaults(kind[2], spec)
    return False


def _relies_on_old_defaults(kind: str, spec: dict[str, Any]) -> bool:
    """The selector was that of the pods' labels, and some kinds waited with an update for a deletion."""
    if (
        not any(mapping(spec.get("selector")).values())
        or "rollbackTo" in spec
        or "templateGeneration" in spec
    ):
        return True
    return kind in {"DaemonSet", "StatefulSet"} and not dig(spec, "updateStrategy", "type")


_FROM_EXTENSIONS = "spec.selector is required and cannot be changed"
CHANGES: dict[tuple[str, str], str] = {
    ("extensions/v1beta1", "DaemonSet"): _FROM_EXTENSIONS,
    ("extensions/v1beta1", "Deployment"): _FROM_EXTENSIONS,
    ("extensions/v1beta1", "ReplicaSet"): _FROM_EXTENSIONS,
    ("apps/v1beta1", "Deployment"): _FROM_EXTENSIONS,
    ("apps/v1beta1", "StatefulSet"): _FROM_EXTENSIONS,
    **{
        (
            f"{group}/v1beta1",
            "Ingress",
        ): "a backend is service.name and service.port, and pathType is required"
        for group in ("extensions", "networking.k8s.io")
    },
    **{
        ("admissionregistration.k8s.io/v1beta1", kind): "sideEffects and admissionReviewVersions are required"
        for kind in _WEBHOOKS
    },
    ("apiextensions.k8s.io/v1beta1", "CustomResourceDefinition"): "every version needs its own schema",
    ("certificates.k8s.io/v1beta1", "CertificateSigningRequest"): "signerName and usages are required",
    ("autoscaling/v2beta1", "HorizontalPodAutoscaler"): "a metric's goal stands in target",
    ("discovery.k8s.io/v1beta1", "EndpointSlice"): "nodeName and zone stand in place of topology",
    ("policy/v1beta1", "PodDisruptionBudget"): "an empty selector selects every pod of the namespace",
    ("policy/v1beta1", "PodSecurityPolicy"): "label the namespace for Pod Security admission",
    ("extensions/v1beta1", "PodSecurityPolicy"): "label the namespace for Pod Security admission",
}
"""What must be written anew in the successor, by old apiVersion and kind."""
