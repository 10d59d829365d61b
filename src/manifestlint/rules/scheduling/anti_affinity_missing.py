"""Replicas that may all run on one node."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.affinity import pod_terms
from manifestlint.model.selector import label_selector
from manifestlint.model.shape import mappings, sequence
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, workload_rule


@workload_rule(
    "anti-affinity-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "no-anti-affinity",
        "kube-score": ("deployment-has-host-podantiaffinity", "statefulset-has-host-podantiaffinity"),
    },
)
def anti_affinity_missing(workload: Workload) -> Iterator[Problem]:
    """A workload of several replicas does nothing to keep them on different nodes.

    They can then all go down with one node (Kubernetes docs, "Assigning Pods to Nodes"). What counts is pod
    anti-affinity, required or preferred, or a topology spread constraint, that selects the workload's own
    pods in its own namespace: one whose selector or namespaces miss them keeps nothing apart. Any topology
    key will do, for a node lies in one zone only.

    Looked at is what `replicas` says, so a number that an autoscaler sets does not count.

    It is strict because the scheduler spreads pods by itself, only not surely
    (`pkg/scheduler/framework/plugins/podtopologyspread/plugin.go`, `systemDefaultConstraints`, v1.35).
    """
    replicas = workload.replicas
    if replicas is None or replicas < 2 or not workload.pod or _is_apart(workload):
        return
    text = f"{workload.resource.id}: nothing keeps its {replicas} replicas from running on one node"
    yield Problem(text, at=At(workload.pod_pointer, on="key"))


def _is_apart(workload: Workload) -> bool:
    pod = workload.pod
    for _, constraint in mappings(pod.get("topologySpreadConstraints")):
        if _selects(workload, constraint):
            return True
    terms = pod_terms(workload) if "affinity" in pod else ()
    return any(
        "podAntiAffinity" in pointer and _selects(workload, term) and _is_near(workload, term)
        for pointer, term in terms
    )


def _selects(workload: Workload, term: dict[str, Any]) -> bool:
    """Whether it is about the workload's own pods; without a selector it is about none."""
    selector = term.get("labelSelector")
    return isinstance(selector, dict) and label_selector(selector).matches(workload.pod_labels)


def _is_near(workload: Workload, term: dict[str, Any]) -> bool:
    """Whether it looks into the workload's namespace; where that is not sure it may."""
    namespaces, own = sequence(term.get("namespaces")), workload.resource.id.namespace
    if isinstance(term.get("namespaceSelector"), dict) or not own:
        return True
    return not namespaces or own in namespaces
