"""What a container may do: the security settings that are written, and those that apply in the end."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from manifestlint.core.place import Pointer
from manifestlint.model.shape import dig, mapping
from manifestlint.model.workload import Container, Workload

CONTEXT = "securityContext"


class Setting(NamedTuple):
    """A value in a `securityContext`, where it is written, and by whom; a tuple, for there are many."""

    value: Any
    pointer: Pointer
    subject: Workload | Container
    unused: bool = False
    """A pod's, where each of its containers says something else instead."""


def effective(container: Container, *path: str) -> Setting | None:
    """What `securityContext` says at a path: the container's own word, else its pod's, else None.

    Source: Kubernetes `pkg/securitycontext/util.go`, `DetermineEffectiveSecurityContext`, v1.35. Of a
    profile or of `seLinuxOptions` ask for the whole: the container's replaces that of the pod. Of
    `windowsOptions` each field is inherited by itself.
    """
    return _of_container(container, path) or of_pod(container.workload, *path)


def settings(workload: Workload, *path: str) -> Iterator[Setting]:
    """What the pod and its containers themselves write at a path of their `securityContext`."""
    if path[0] not in workload.security_fields:
        return
    containers = workload.containers()
    own = [each for each in (_of_container(container, path) for container in containers) if each is not None]
    shared = of_pod(workload, *path)
    if shared is not None:
        unused = 0 < len(containers) == len(own)
        yield Setting(shared.value, shared.pointer, workload, unused)
    yield from own


def of_pod(workload: Workload, *path: str) -> Setting | None:
    """What the pod's own `securityContext` says at a path."""
    value = dig(workload.pod, CONTEXT, *path)
    return None if value is None else Setting(value, (*workload.pod_pointer, CONTEXT, *path), workload)


def own_context(container: Container) -> dict[str, Any]:
    """The container's own `securityContext`, for the settings that a pod has none of."""
    return mapping(container.data.get(CONTEXT))


def _of_container(container: Container, path: tuple[str, ...]) -> Setting | None:
    value = dig(container.data, CONTEXT, *path)
    return None if value is None else Setting(value, (*container.pointer, CONTEXT, *path), container)
