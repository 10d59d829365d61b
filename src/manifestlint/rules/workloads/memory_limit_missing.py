"""Containers that may use all memory of a node."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.workloads._amounts import unset


@bundle_rule(
    "memory-limit-missing",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "unset-memory-requirements",
        "kube-score": "container-resources",
        "polaris": "memoryLimitsMissing",
        "checkov": "CKV_K8S_13",
        "trivy": "KSV-0018",
        "kyverno": "require-requests-limits",
        "gatekeeper": ("K8sContainerLimits", "K8sRequiredResources"),
    },
)
def memory_limit_missing(bundle: Bundle) -> Iterator[Problem]:
    """A container has no memory limit.

    A leak in it then fills the node, and the kernel or the kubelet ends other pods to get memory back
    (Kubernetes docs, "Node-pressure Eviction"). With a limit only the container itself is restarted.

    The `resources` of the pod itself count from Kubernetes 1.34 on. Init containers and sidecars are asked
    too, ephemeral containers cannot have any. What a LimitRange of the
    namespace fills in is there: its `default`, else its `max`.

    It is strict because the right amount must be measured first.
    """
    yield from unset(bundle, "limits.memory", "a leak in it takes the memory of its whole node")
