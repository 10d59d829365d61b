"""Pods for one operating system with the settings of the other."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.shape import dig, mapping
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Pointer, Problem, Profile, Related, Severity, refused, workload_rule

_OS: Pointer = ("os", "name")
_CONTEXT = "securityContext"
_LINUX_POD = ("hostUsers", "hostPID", "hostIPC", "shareProcessNamespace")
_LINUX_BOTH = ("appArmorProfile", "seLinuxOptions", "seccompProfile", "runAsUser", "runAsGroup")
_LINUX_POD_CONTEXT = (
    *_LINUX_BOTH,
    "fsGroup",
    "fsGroupChangePolicy",
    "seLinuxChangePolicy",
    "supplementalGroups",
    "supplementalGroupsPolicy",
    "sysctls",
)
_LINUX_CONTAINER_CONTEXT = (
    *_LINUX_BOTH,
    "allowPrivilegeEscalation",
    "capabilities",
    "privileged",
    "procMount",
    "readOnlyRootFilesystem",
)
_WINDOWS = ("windowsOptions",)


@workload_rule("pod-os-contradictory", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def pod_os_contradictory(workload: Workload) -> Iterator[Problem]:
    """A pod's `os.name` forbids a field that it has.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateWindows` and
    `validateLinux`, v1.35). A pod of which it is said that it runs on Windows has no user and group ids,
    capabilities, seccomp, AppArmor or SELinux, and does not share the node's processes; one for Linux has
    no `windowsOptions`.

    Take the fields away, or leave `os` out, which then says nothing.

    It is essential: nothing of it reaches the cluster.
    """
    name = dig(workload.pod, *_OS)
    if name == "":
        yield refused(workload, "os has an empty name", At((*workload.pod_pointer, *_OS)))
    if name not in ("linux", "windows"):
        return
    declared = Related(f"the pod is for {name}", At((*workload.pod_pointer, *_OS)))
    for pointer in _forbidden(workload, windows=name == "windows"):
        reason = f"{pointer[-1]} is not possible in a pod for {name}"
        yield refused(workload, reason, At(pointer, on="key"), declared)


def _forbidden(workload: Workload, *, windows: bool) -> Iterator[Pointer]:
    start, pod = workload.pod_pointer, workload.pod
    if windows:
        yield from _written(start, pod, _LINUX_POD)
    fields: tuple[str, ...] = _LINUX_POD_CONTEXT if windows else _WINDOWS
    yield from _written((*start, _CONTEXT), pod.get(_CONTEXT), fields)
    fields = _LINUX_CONTAINER_CONTEXT if windows else _WINDOWS
    for container in workload.containers():
        yield from _written((*container.pointer, _CONTEXT), container.data.get(_CONTEXT), fields)


def _written(start: Pointer, data: Any, fields: tuple[str, ...]) -> Iterator[Pointer]:
    """The fields that are there and say something; for the node's namespaces `false` says nothing."""
    for field in fields:
        value = mapping(data).get(field)
        silent = (value is False and field in {"hostPID", "hostIPC"}) or (value == [] and field == "sysctls")
        if value is not None and not silent:
            yield (*start, field)
