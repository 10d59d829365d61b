"""Probes and hooks that go elsewhere than to their pod."""

from collections.abc import Iterator

from manifestlint.model import pod_baseline
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import without


@workload_rule(
    "probe-host-set",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={"gatekeeper": "K8sPSPHostProbesLifecycle"},
)
def probe_host_set(workload: Workload) -> Iterator[Problem]:
    """A probe or a lifecycle hook names a host.

    The kubelet makes the request, from the network of the node: whoever writes the manifest so has the
    node ask services that the pod itself may not reach, and learns from the probe whether they
    answered. Also the probe then says nothing about this pod. From Kubernetes 1.34 on baseline of the
    Pod Security Standards forbids it (control Host Probes / Lifecycle Hooks;
    k8s.io/pod-security-admission `policy/check_hostProbesAndhostLifecycle.go`, v0.37). On older
    releases the rule is silent, and so it is for the loopback in a pod with `hostNetwork`.

    Take `host` out: the pod's own address is meant. To send another name, write `httpHeaders` with
    `Host`.

    It is recommended, since such a probe does not judge its own pod.
    """
    return told(
        pod_baseline.probe_host_set(workload),
        "the kubelet sends requests there from the node's own network",
        without,
    )
