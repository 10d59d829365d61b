"""Containers that may call everything in the kernel."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import runtime_default


@workload_rule(
    "seccomp-unconfined",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "trivy": "KSV-0104",
        "kyverno": "restrict-seccomp",
        "gatekeeper": "K8sPSPSeccompV2",
    },
)
def seccomp_unconfined(workload: Workload) -> Iterator[Problem]:
    """A pod turns seccomp off for its containers.

    `Unconfined` also overrules the default that a kubelet may be told to give (`seccompDefault`). Many
    ways out of a container need a system call that the runtime's own profile denies (Kubernetes docs,
    "Seccomp and Kubernetes"; "Pod Security Standards", control Seccomp, level baseline). A container's
    own setting counts before that of its pod.

    Write `RuntimeDefault`. Where the program needs more, name a profile of your own with `Localhost`.

    It is recommended, since somebody turned a protection off that nearly every program can live with.
    """
    return told(
        pod_baseline.seccomp_unconfined(workload), "its processes may make every system call", runtime_default
    )
