"""Ignored differences that match no object."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import text
from manifestlint.rulekit import At, Fix, Problem, Profile, Safety, Severity, resource_rule, setting
from manifestlint.rules.argocd._ignore import entries
from manifestlint.rules.argocd._spec import KINDS

_GROUPS = {
    "apps": ("ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"),
    "autoscaling": ("HorizontalPodAutoscaler",),
    "batch": ("CronJob", "Job"),
    "networking.k8s.io": ("IngressClass", "NetworkPolicy"),
    "policy": ("PodDisruptionBudget",),
    "rbac.authorization.k8s.io": ("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"),
    "apiextensions.k8s.io": ("CustomResourceDefinition",),
    "apiregistration.k8s.io": ("APIService",),
    "admissionregistration.k8s.io": ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"),
    "scheduling.k8s.io": ("PriorityClass",),
    "storage.k8s.io": ("CSIDriver", "StorageClass"),
}
_GROUP_OF = {kind: group for group, kinds in _GROUPS.items() for kind in kinds} | {
    "Ingress": "networking.k8s.io"
}
"""Kinds that the core group does not have."""


@resource_rule(
    "argocd-ignore-group-mismatch",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.SAFE,
    kinds=KINDS,
)
def argocd_ignore_group_mismatch(resource: Resource) -> Iterator[Problem]:
    """An entry of `ignoreDifferences` has the wrong `group`, so it ignores nothing.

    An entry without `group` matches kinds of the core group only, and the version is no part of a group
    (Argo CD `util/argo/normalizers/diff_normalizer.go`, v3.1): for a Deployment it is `apps`, for a Service
    it is left out. The Application stays OutOfSync, and with self-heal the difference is undone again and
    again. Write the group, or `*`.

    It is a warning because the sync succeeds; recommended because the entry does nothing.
    """
    for place, entry in entries(resource):
        group, kind = text(entry.get("group")), text(entry.get("kind"))
        right = _GROUP_OF.get(kind)
        if not group and right:
            reason = f"without group the entry matches no {kind}, which is in {right}"
            yield Problem(
                f"{resource.id}: {reason}", at=At((*place.pointer, "kind")), fix=_fix(place, entry, right)
            )
        elif group in {"v1", "core"} or ("/" in group and "{{" not in group):
            meant = "" if group in {"v1", "core"} else group.partition("/")[0]
            reason = f"{group!r} is no group, so the entry matches nothing; write {meant!r}"
            yield Problem(
                f"{resource.id}: {reason}", at=At((*place.pointer, "group")), fix=_fix(place, entry, meant)
            )


def _fix(place: At, entry: dict[str, Any], group: str) -> Fix:
    edit = setting(entry, ("group",), group, place.pointer)
    return Fix(f"set group to {group!r}", Safety.SAFE, (edit,))
