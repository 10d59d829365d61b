"""Containers with SELinux options of their own."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Severity, workload_rule
from manifestlint.rules.security._control import told


@workload_rule(
    "selinux-options-custom",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={
        "trivy": "KSV-0025",
        "kyverno": "disallow-selinux",
        "gatekeeper": "K8sPSPSELinuxV2",
    },
)
def selinux_options_custom(workload: Workload) -> Iterator[Problem]:
    """A pod asks for an SELinux user, role or type that is not made for containers.

    Types such as `spc_t` switch the protection off. The Pod Security Standards admit, from baseline on,
    `container_t`, `container_init_t`, `container_kvm_t` and, since 1.31, `container_engine_t`, and
    neither user nor role (control SELinux; k8s.io/pod-security-admission
    `policy/check_seLinuxOptions.go`, v0.37). A `level` is always free.

    Take the option out.

    It is recommended, since somebody turned a protection off that costs nothing.
    """
    return told(
        pod_baseline.selinux_options_custom(workload),
        "SELinux does not part it from the node as it does other containers",
    )
