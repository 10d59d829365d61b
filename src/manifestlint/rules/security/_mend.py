"""Fixes of security settings. Whether the program still runs with them, somebody has to judge."""

from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.security import CONTEXT
from manifestlint.model.shape import dig, mapping
from manifestlint.model.violation import Violation
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import AddKey, Edit, Fix, RemoveKey, Safety, SetValue


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
    *way, field = path
    place = (*pointer, CONTEXT, *path)
    there = field in mapping(dig(holder, CONTEXT, *way))
    edit: Edit = SetValue(place, value) if there else AddKey(place, value)
    return Fix(f"set {field} to {_shown(value)}", Safety.UNSAFE, (edit,))


def without(violation: Violation) -> Fix:
    """The field left out in which the violation stands."""
    return Fix(f"remove {violation.pointer[-1]}", Safety.UNSAFE, (RemoveKey(violation.pointer),))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(value)}]"
    return str(next(iter(value.values()))) if isinstance(value, dict) else str(value)
