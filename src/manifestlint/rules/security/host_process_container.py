"""Containers that are processes of a Windows node."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Severity, workload_rule
from manifestlint.rules.security._control import told


@workload_rule(
    "host-process-container",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={
        "polaris": "hostProcess",
        "trivy": "KSV-0103",
        "kyverno": "disallow-host-process",
        "gatekeeper": "K8sPSPHostProcess",
    },
)
def host_process_container(workload: Workload) -> Iterator[Problem]:
    """A container runs as a process of its Windows node.

    With `windowsOptions.hostProcess: true` it has the files, the network and the devices of the node
    (Kubernetes docs, "Pod Security Standards", control HostProcess, level baseline; "Create a Windows
    HostProcess Pod").

    Leave it out. Network and storage plugins for Windows need it: except them by name.

    It is recommended, since such a container is no container at all.
    """
    return told(
        pod_baseline.host_process_container(workload), "it runs on the node itself, outside any container"
    )
