"""What a container may do: the security settings that apply to it in the end."""

from dataclasses import dataclass
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.shape import dig, mapping
from manifestlint.model.workload import Container, Workload

CONTEXT = "securityContext"


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that applies, and where it is written."""

    value: Any
    pointer: Pointer


def effective(container: Container, *path: str) -> Setting | None:
    """What `securityContext` says at a path: the container's own word, else its pod's, else None.

    Source: Kubernetes `pkg/securitycontext/util.go`, `DetermineEffectiveSecurityContext`, v1.35. Of a
    profile that is a mapping of its own, ask for the whole: the container's replaces that of the pod.
    """
    own = dig(container.data, CONTEXT, *path)
    if own is not None:
        return Setting(own, (*container.pointer, CONTEXT, *path))
    return of_pod(container.workload, *path)


def of_pod(workload: Workload, *path: str) -> Setting | None:
    """What the pod's own `securityContext` says at a path."""
    value = dig(workload.pod, CONTEXT, *path)
    return None if value is None else Setting(value, (*workload.pod_pointer, CONTEXT, *path))


def own_context(container: Container) -> dict[str, Any]:
    """The container's own `securityContext`, for the settings that a pod has none of."""
    return mapping(container.data.get(CONTEXT))
