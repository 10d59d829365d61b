"""Pods that name their account in the old way."""

from collections.abc import Iterator

from manifestlint.model.shape import text
from manifestlint.model.workload import Workload
from manifestlint.rulekit import (
    At,
    Fix,
    Pointer,
    Problem,
    Profile,
    RemoveKey,
    RenameKey,
    Safety,
    Severity,
    workload_rule,
)

_OLD, _NEW = "serviceAccount", "serviceAccountName"


@workload_rule(
    "service-account-field-deprecated",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.SAFE,
    peers={"kube-linter": "deprecated-service-account-field"},
)
def service_account_field_deprecated(workload: Workload) -> Iterator[Problem]:
    """A pod names its ServiceAccount in the deprecated field `serviceAccount`.

    It is an alias of `serviceAccountName`, and does not count where both are written (Kubernetes
    `pkg/apis/core/v1/conversion.go`, `Convert_v1_PodSpec_To_core_PodSpec`, v1.35). Other tools, and people,
    look at the new field only. Rename it; where both stand there, remove the old one. The fix does so, but
    leaves two names to somebody who knows which one was meant.

    It is strict because it works as it always did.
    """
    old, new = text(workload.pod.get(_OLD)), text(workload.pod.get(_NEW))
    if old:
        reason = f'{_OLD} "{old}" is deprecated'
        if new and new != old:
            reason = f'{_OLD} "{old}" does not count, as {_NEW} says "{new}"'
        pointer = (*workload.pod_pointer, _OLD)
        yield Problem(f"{workload.resource.id}: {reason}", At(pointer, on="key"), fix=_fix(pointer, old, new))


def _fix(pointer: Pointer, old: str, new: str) -> Fix | None:
    if not new:
        return Fix(f"rename it to {_NEW}", Safety.SAFE, (RenameKey(pointer, _NEW),))
    return Fix("remove it", Safety.SAFE, (RemoveKey(pointer),)) if new == old else None
