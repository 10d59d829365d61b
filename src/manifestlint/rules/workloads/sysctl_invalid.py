"""Kernel settings that cannot be made."""

import re
from collections.abc import Iterator

from manifestlint.model.shape import dig, mappings
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule

_PART = r"[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?"
_NAME = re.compile(rf"(?:{_PART}[./])*{_PART}")
_LONGEST = 253
_SHARED = frozenset(
    {
        "kernel.msg",
        "kernel.msgmax",
        "kernel.msgmnb",
        "kernel.msgmni",
        "kernel.sem",
        "kernel.shm",
        "kernel.shm_rmid_forced",
        "kernel.shmall",
        "kernel.shmmax",
        "kernel.shmmni",
    }
)
"""Parameters of the IPC namespace (component-helpers `node/util/sysctl/namespace.go`, v1.35)."""


@workload_rule("sysctl-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def sysctl_invalid(workload: Workload) -> Iterator[Problem]:
    """A pod sets a kernel parameter that has no such name, twice, or that is the node's own.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateSysctls` and
    `ValidateHostSysctl`, v1.35). A name has lower-case parts, parted by `.` or `/`. With `hostNetwork` the
    parameters below `net.` are those of the node, and with `hostIPC` those of its shared memory, semaphores
    and messages.

    It is essential: nothing of it reaches the cluster.
    """
    seen = set()
    for index, item in mappings(dig(workload.pod, "securityContext", "sysctls")):
        name = item.get("name")
        if not isinstance(name, str):
            continue
        place = At((*workload.pod_pointer, "securityContext", "sysctls", index, "name"))
        if len(name) > _LONGEST or not _NAME.fullmatch(name):
            yield refused(workload, f'"{name}" is no name of a kernel parameter', place)
        elif name in seen:
            yield refused(workload, f"the kernel parameter {name} is set twice", place)
        elif _is_nodes_own(workload, name.replace("/", ".")):
            yield refused(workload, f"the kernel parameter {name} is that of the node here", place)
        seen.add(name)


def _is_nodes_own(workload: Workload, name: str) -> bool:
    if workload.pod.get("hostNetwork") is True and name.startswith("net."):
        return True
    if workload.pod.get("hostIPC") is not True:
        return False
    return name.startswith("fs.mqueue.") or name in _SHARED
