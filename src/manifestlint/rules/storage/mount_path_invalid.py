"""Mounts that lead nowhere, or out of their volume."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.workload import Container
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, container_rule, refusals
from manifestlint.rules.storage._pod_volumes import is_outside, mounts


@container_rule(
    "mount-path-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("volumeMounts",),
)
def mount_path_invalid(container: Container) -> Iterator[Problem]:
    """A volume mount has an empty path, a `subPath` out of the volume, or a sharing that is not allowed.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateVolumeMounts`,
    `validateMountPropagation` and `validateMountRecursiveReadOnly`, v1.35). `subPath` and `subPathExpr` are
    relative, without `..`, and exclude each other. `mountPropagation: Bidirectional` is for privileged
    containers only, because what it mounts appears on the node. `recursiveReadOnly` needs `readOnly: true`
    and no propagation.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, mount in mounts(container):
        yield from refusals(container, _faults(container, pointer, mount))


def _faults(container: Container, pointer: Pointer, mount: dict[str, Any]) -> Iterator[Fault]:
    if mount.get("mountPath") == "":
        yield "a mountPath is empty", At((*pointer, "mountPath"))
    for field in ("subPath", "subPathExpr"):
        path = mount.get(field)
        if isinstance(path, str) and is_outside(path):
            yield f'{field} "{path}" is no relative path without ".."', At((*pointer, field))
    if mount.get("subPath") and mount.get("subPathExpr"):
        yield "subPath and subPathExpr exclude each other", At((*pointer, "subPathExpr"), on="key")
    shared = mount.get("mountPropagation")
    if shared == "Bidirectional" and container.get("securityContext", "privileged") is not True:
        yield "only a privileged container can mount Bidirectional", At((*pointer, "mountPropagation"))
    if mount.get("recursiveReadOnly") in ("Enabled", "IfPossible"):
        place = At((*pointer, "recursiveReadOnly"))
        if mount.get("readOnly") is not True:
            yield "recursiveReadOnly needs readOnly", place
        if shared not in (None, "None"):
            yield f"recursiveReadOnly and mountPropagation {shared} exclude each other", place
