"""Fixes of security settings. Whether the program still runs with them, somebody has to judge."""

from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.security import CONTEXT, own_context
from manifestlint.model.shape import dig, sequence
from manifestlint.model.violation import Violation
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import Fix, RemoveKey, Safety, SetValue, setting


def in_own_context(container: Container, value: Any, *path: str) -> Fix | None:
    """A setting of Linux in the container's own `securityContext`; a pod for Windows must not have it."""
    if container.workload.is_windows:
        return None
    return written(container.data, container.pointer, value, *path)


def in_pod_context(workload: Workload, value: Any, *path: str) -> Fix | None:
    """A setting of Linux in the pod's `securityContext`, for all containers that say nothing else."""
    if workload.is_windows:
        return None
    return written(workload.pod, workload.pod_pointer, value, *path)


def written(holder: dict[str, Any], pointer: Pointer, value: Any, *path: str) -> Fix:
    """A setting in the `securityContext` of a pod or container, in the place of another if there is one."""
    edit = setting(holder, (CONTEXT, *path), value, pointer)
    return Fix(f"set {path[-1]} to {_shown(value)}", Safety.UNSAFE, (edit,))


def without_escalation(container: Container) -> Fix | None:
    """`allowPrivilegeEscalation: false`, where the API server takes it.

    It refuses it with `privileged` and with CAP_SYS_ADMIN (Kubernetes
    `pkg/apis/core/validation/validation.go`, `ValidateSecurityContext`, v1.35).
    """
    context = own_context(container)
    if context.get("privileged") is True or "CAP_SYS_ADMIN" in sequence(dig(context, "capabilities", "add")):
        return None
    return in_own_context(container, False, "allowPrivilegeEscalation")


def runtime_default(violation: Violation) -> Fix:
    """The runtime's own profile in the place of none, in a field or in one of the older annotations."""
    value = "RuntimeDefault" if violation.pointer[-1] == "type" else "runtime/default"
    return Fix(f"write {value}", Safety.UNSAFE, (SetValue(violation.pointer, value),))


def without(violation: Violation) -> Fix:
    """The field left out in which the violation stands."""
    return Fix(f"remove {violation.pointer[-1]}", Safety.UNSAFE, (RemoveKey(violation.pointer),))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(value)}]"
    return str(next(iter(value.values()))) if isinstance(value, dict) else str(value)
