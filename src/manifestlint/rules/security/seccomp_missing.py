"""Containers without a filter for system calls."""

from collections.abc import Iterator

from manifestlint.model import pod_restricted
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import in_pod_context


@workload_rule(
    "seccomp-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "kube-score": "container-seccomp-profile",
        "checkov": "CKV_K8S_31",
        "trivy": "KSV-0030",
        "kyverno": "restrict-seccomp-strict",
        "gatekeeper": "K8sPSPSeccompV2",
    },
)
def seccomp_missing(workload: Workload) -> Iterator[Problem]:
    """Neither a container nor its pod names a seccomp profile.

    Without a profile the container is unconfined, unless the kubelet runs with `seccompDefault`
    (Kubernetes docs, "Seccomp and Kubernetes"). The level restricted of the Pod Security Standards asks
    for one (control Seccomp), from 1.25 on not of pods for Windows, which have none. An explicit
    `Unconfined` is told by `seccomp-unconfined`.

    Write `seccompProfile: {type: RuntimeDefault}` in the `securityContext` of the pod.

    It is strict: most public manifests leave it out, and kubelets can give it to all.
    """
    return told(
        pod_restricted.seccomp_missing(workload),
        "it may make every system call unless the kubelet has a default",
        lambda _: in_pod_context(workload, {"type": "RuntimeDefault"}, "seccompProfile"),
    )
