"""Containers that see all of /proc."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import without


@workload_rule(
    "proc-mount-unmasked",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "kube-linter": "unsafe-proc-mount",
        "polaris": "procMount",
        "trivy": "KSV-0027",
        "kyverno": "disallow-proc-mount",
        "gatekeeper": "K8sPSPProcMount",
    },
)
def proc_mount_unmasked(workload: Workload) -> Iterator[Problem]:
    """A container's `/proc` is not masked.

    Runtimes hide the parts of `/proc` that show or steer the kernel of the node, and make others
    read-only; `procMount: Unmasked` gives them free (Kubernetes docs, "Pod Security Standards", control
    /proc Mount Type, level baseline). From 1.35 on baseline admits it for pods with `hostUsers: false`,
    for there root is nobody on the node; then the rule is silent too.

    Take `procMount` out, or write `hostUsers: false`, as containers inside of containers need.

    It is recommended, since hardly any pod has a use for it.
    """
    return told(
        pod_baseline.proc_mount_unmasked(workload),
        "it reads and writes settings of the node's kernel",
        without,
    )
