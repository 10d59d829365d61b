"""Containers for which no CPU is set aside."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.workloads._amounts import unset


@bundle_rule(
    "cpu-request-missing",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "unset-cpu-requirements",
        "kube-score": "container-resources",
        "polaris": "cpuRequestsMissing",
        "checkov": "CKV_K8S_10",
        "trivy": "KSV-0015",
        "kyverno": "require-requests-limits",
        "gatekeeper": ("K8sContainerRequests", "K8sRequiredResources"),
    },
)
def cpu_request_missing(bundle: Bundle) -> Iterator[Problem]:
    """A container requests no CPU.

    The scheduler then counts it as nothing, and the kernel gives it least when the node is busy (Kubernetes
    docs, "Resource Management for Pods and Containers"). A HorizontalPodAutoscaler on CPU utilisation cannot
    work at all, as it measures in shares of the request.

    A limit counts as a request where none is written, and so do the `resources` of the pod itself from
    Kubernetes 1.34 on. Init containers and sidecars are asked too, ephemeral containers cannot have any.
    What a LimitRange of the namespace fills in is there: its `defaultRequest`, else its `default`, `max` or
    `min`.

    It is strict because the right amount must be measured first.
    """
    yield from unset(bundle, "requests.cpu", "the scheduler counts on none and others may starve it")
