"""APIs that were removed before the oldest bundled schemas, and those that are deprecated without a date.

Source of both: the deprecated API migration guide of the Kubernetes documentation
(kubernetes.io/docs/reference/using-api/deprecation-guide), which lists every removal with its successor, and
the release notes of 1.22 (`rbac` and `scheduling` v1alpha1), 1.19 (ComponentStatus) and 1.33 (Endpoints).
What was removed later is seen in the schemas themselves.
"""

from dataclasses import dataclass
from typing import Any

from manifestlint.core.version import Minor
from manifestlint.model.shape import dig, mapping
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

SAME_SHAPE = frozenset(
    (api_version, kind)
    for api_version, kinds in {
        "apiregistration.k8s.io/v1beta1": ("APIService",),
        "autoscaling/v2beta2": ("HorizontalPodAutoscaler",),
        "batch/v1beta1": ("CronJob",),
        "coordination.k8s.io/v1beta1": ("Lease",),
        "extensions/v1beta1": ("NetworkPolicy",),
        "networking.k8s.io/v1beta1": ("IngressClass",),
        "node.k8s.io/v1beta1": ("RuntimeClass",),
        "policy/v1beta1": ("PodDisruptionBudget",),
        "rbac.authorization.k8s.io/v1beta1": _RBAC,
        "scheduling.k8s.io/v1beta1": ("PriorityClass",),
        "storage.k8s.io/v1beta1": (
            "CSIDriver",
            "CSINode",
            "CSIStorageCapacity",
            "StorageClass",
            "VolumeAttachment",
        ),
    }.items()
    for kind in kinds
)
"""Where the guide names no change but that of the apiVersion; see also `means_another`."""


def means_another(kind: Kind, data: Any) -> bool:
    """Whether just this object would mean something else in the successor of its API."""
    if kind[2] != "PodDisruptionBudget":
        return False
    # An empty selector selected nothing in policy/v1beta1, and selects every pod in policy/v1.
    return not any(mapping(dig(data, "spec", "selector")).values())


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
