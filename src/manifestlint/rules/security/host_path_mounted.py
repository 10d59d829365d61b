"""Pods with directories of their node."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Severity, workload_rule
from manifestlint.rules.security._control import told


@workload_rule(
    "host-path-mounted",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={
        "polaris": "hostPathSet",
        "trivy": "KSV-0023",
        "kyverno": "disallow-host-path",
        "gatekeeper": "K8sPSPHostFilesystem",
    },
    subsumes=("volume-type-forbidden",),
)
def host_path_mounted(workload: Workload) -> Iterator[Problem]:
    """A pod mounts a file or directory of its node.

    What a pod reads there belongs to the node or to other pods, and what it writes there can start
    programs on the node. Data in such a directory also stay behind when the pod moves (Kubernetes docs,
    "Volumes", hostPath; "Pod Security Standards", control HostPath Volumes, level baseline).

    Use a PersistentVolumeClaim for data, `emptyDir` for what is passing, a ConfigMap for files. Agents
    that collect the node's logs or metrics need it: mount the smallest directory, read only, and except
    them by name.

    It is recommended, since an application has no business on the node's disk.
    """
    return told(
        pod_baseline.host_path_mounted(workload),
        "it reads or changes the node, and finds other data on another node",
    )
