"""Containers with more capabilities than runtimes give."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import without


@workload_rule(
    "capability-added",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "polaris": "dangerousCapabilities",
        "checkov": ("CKV_K8S_25", "CKV_K8S_39"),
        "trivy": ("KSV-0005", "KSV-0022", "KSV-0120"),
        "kyverno": "disallow-capabilities",
        "gatekeeper": "K8sPSPCapabilities",
    },
    subsumes=("capability-added-back",),
)
def capability_added(workload: Workload) -> Iterator[Problem]:
    """A container is given a capability that containers do not have by default.

    `SYS_ADMIN`, `SYS_MODULE` or `ALL` are nearly as good as root on the node; `NET_ADMIN` and `NET_RAW`
    let it change routes and forge packets; `SYS_PTRACE` reads other processes (capabilities(7)). The
    Pod Security Standards admit, from baseline on, only what runtimes give anyway, less `NET_RAW` (control
    Capabilities; k8s.io/pod-security-admission `policy/check_capabilities_baseline.go`, v0.37). They
    know a capability by its name without `CAP_`.

    Take it out, or move the work that needs it into a pod of its own that little can reach.

    It is recommended, since each of them opens a way out of the container.
    """
    return told(
        pod_baseline.capability_added(workload),
        "it can do more to the node or its neighbours than a container should",
        without,
    )
