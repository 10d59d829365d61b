"""Containers for which no memory is set aside."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.workloads._amounts import unset


@bundle_rule(
    "memory-request-missing",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "unset-memory-requirements",
        "kube-score": "container-resources",
        "polaris": "memoryRequestsMissing",
        "checkov": "CKV_K8S_12",
        "trivy": "KSV-0016",
        "kyverno": "require-requests-limits",
        "gatekeeper": ("K8sContainerRequests", "K8sRequiredResources"),
    },
)
def memory_request_missing(bundle: Bundle) -> Iterator[Problem]:
    """A container requests no memory.

    The scheduler then puts it where there may be too little, and when the node runs short it is among the
    first to be evicted or killed (Kubernetes docs, "Node-pressure Eviction").

    A limit counts as a request where none is written, and so do the `resources` of the pod itself from
    Kubernetes 1.34 on. Init containers and sidecars are asked too, ephemeral containers cannot have any.
    What a LimitRange of the namespace fills in is there: its `defaultRequest`, else its `default`, `max` or
    `min`.

    It is strict because the right amount must be measured first.
    """
    yield from unset(bundle, "requests.memory", "it may land where there is too little, and is evicted first")
