"""Containers that may use all CPUs of a node."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.workloads._amounts import unset


@bundle_rule(
    "cpu-limit-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "unset-cpu-requirements",
        "kube-score": "container-resources",
        "polaris": "cpuLimitsMissing",
        "checkov": "CKV_K8S_11",
        "trivy": "KSV-0011",
        "kyverno": "require-cpu-limits",
        "gatekeeper": ("K8sContainerLimits", "K8sRequiredResources"),
    },
)
def cpu_limit_missing(bundle: Bundle) -> Iterator[Problem]:
    """A container has no CPU limit.

    It then takes whatever CPU is idle on its node, and behaves otherwise there than on a busy one
    (Kubernetes docs, "Resource Management for Pods and Containers"). What others have requested they still
    get.

    The `resources` of the pod itself count from Kubernetes 1.34 on. Init containers and sidecars are asked
    too, ephemeral containers cannot have any. What a LimitRange of the
    namespace fills in is there: its `default`, else its `max`.

    It is strict because many teams leave CPU unlimited on purpose: a limit slows down even on an idle node.
    """
    yield from unset(bundle, "limits.cpu", "it may use all the CPU of its node")
