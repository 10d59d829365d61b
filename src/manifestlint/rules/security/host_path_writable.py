"""Pods that may change files of the node."""

from collections.abc import Iterator

from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Severity, workload_rule
from manifestlint.rules.security._host import host_paths

_NOT_FILES = frozenset({"Socket", "CharDevice", "BlockDevice"})


@workload_rule(
    "host-path-writable",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "writable-host-mount",
        "kyverno": "ensure-readonly-hostpath",
        "gatekeeper": "K8sPSPHostFilesystem",
    },
)
def host_path_writable(workload: Workload) -> Iterator[Problem]:
    """A container mounts a folder of the node so that it can write to it.

    What it writes stays when the pod is gone, and other pods and the node itself may read or start it
    (Kubernetes docs, "Volumes", hostPath). Write `readOnly: true` to the mount; data that must outlive a pod
    belongs into a PersistentVolumeClaim.

    Sockets and devices, by their `type`, are left alone: reading only would not make them safer.

    It is strict because node agents that keep a state, such as a position in a log, have to write it.
    """
    for volume in host_paths(workload):
        if volume.type in _NOT_FILES:
            continue
        for container, index in volume.mounts():
            if container.get("volumeMounts", index, "readOnly") is not True:
                text = f'{container.title}: it can write to "{volume.written}" of the node'
                yield Problem(text, container.at("volumeMounts", index, "name"))
