"""Containers without walls."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.violation import Violation
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Fix, Problem, Profile, Safety, SetValue, Severity, workload_rule
from manifestlint.rules.security._control import told


@workload_rule(
    "privileged-container",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "kube-linter": ("privileged-container", "privilege-escalation-container"),
        "kube-score": "container-security-context-privileged",
        "polaris": "runAsPrivileged",
        "checkov": "CKV_K8S_16",
        "trivy": "KSV-0017",
        "kyverno": "disallow-privileged-containers",
        "gatekeeper": "K8sPSPPrivilegedContainer",
    },
)
def privileged_container(workload: Workload) -> Iterator[Problem]:
    """A container is privileged.

    A privileged container has all capabilities, all devices of the node, and neither seccomp nor
    AppArmor (Kubernetes docs, "Pod Security Standards", control Privileged Containers, level baseline).
    From there it is one mount to the node's disk, and with it to every pod's secrets.

    Take `privileged` out, and add the one capability or device that the program needs. Storage drivers
    and the like cannot do without: except them by name.

    It is recommended, since it takes everything away that a container protects from.
    """
    return told(pod_baseline.privileged_container(workload), "who breaks into it has the node", _fix)


def _fix(violation: Violation) -> Fix:
    return Fix("set privileged to false", Safety.UNSAFE, (SetValue(violation.pointer, False),))
