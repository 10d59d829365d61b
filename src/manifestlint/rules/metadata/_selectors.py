"""Where the label selectors are that the API server looks into."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.affinity import pod_terms
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mappings
from manifestlint.model.workload import Workload, as_workload
from manifestlint.rulekit import Pointer

Place = tuple[Pointer, Any]

_PATHS: dict[tuple[str, str], tuple[Pointer, ...]] = {
    ("", "PersistentVolumeClaim"): (("spec", "selector"),),
    ("apps", "DaemonSet"): (("spec", "selector"),),
    ("apps", "Deployment"): (("spec", "selector"),),
    ("apps", "ReplicaSet"): (("spec", "selector"),),
    ("apps", "StatefulSet"): (("spec", "selector"),),
    ("batch", "Job"): (("spec", "selector"),),
    ("networking.k8s.io", "NetworkPolicy"): (("spec", "podSelector"),),
    ("storage.k8s.io", "CSIStorageCapacity"): (("nodeTopology",),),
    ("policy", "PodDisruptionBudget"): (("spec", "selector"),),
}
_ADMISSION = "admissionregistration.k8s.io"
_WEBHOOKS = frozenset({"MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"})


def label_selectors(resource: Resource) -> Iterator[Place]:
    """Every selector with `matchLabels` and `matchExpressions`."""
    if (resource.id.group, resource.id.kind) == ("rbac.authorization.k8s.io", "ClusterRole"):
        for index, selector in mappings(resource.get("aggregationRule", "clusterRoleSelectors")):
            yield ("aggregationRule", "clusterRoleSelectors", index), selector
    for path in _PATHS.get((resource.id.group, resource.id.kind), ()):
        yield path, resource.get(*path)
    if resource.id.kind == "NetworkPolicy":
        yield from _peers(resource)
    elif resource.id.group == _ADMISSION and resource.id.kind.endswith(("Policy", "PolicyBinding")):
        yield from _policy(resource)
    elif resource.id.kind in _WEBHOOKS:
        yield from _fields(("webhooks",), resource.get("webhooks"), "namespaceSelector", "objectSelector")
    workload = as_workload(resource)
    if workload:
        yield from _of_pods(workload)


def plain_selectors(resource: Resource) -> Iterator[Place]:
    """Every selector that is just a map of labels."""
    if (resource.id.group, resource.id.kind) == ("", "Service"):
        yield ("spec", "selector"), resource.get("spec", "selector")
    elif (resource.id.group, resource.id.kind) == ("node.k8s.io", "RuntimeClass"):
        yield ("scheduling", "nodeSelector"), resource.get("scheduling", "nodeSelector")
    workload = as_workload(resource)
    if workload:
        yield (*workload.pod_pointer, "nodeSelector"), workload.pod.get("nodeSelector")


def _policy(policy: Resource) -> Iterator[Place]:
    yield ("spec", "paramRef", "selector"), policy.get("spec", "paramRef", "selector")
    for field in ("matchConstraints", "matchResources"):
        for name in ("namespaceSelector", "objectSelector"):
            yield ("spec", field, name), policy.get("spec", field, name)


def _peers(policy: Resource) -> Iterator[Place]:
    for direction, side in (("ingress", "from"), ("egress", "to")):
        for index, rule in mappings(policy.get("spec", direction)):
            start = ("spec", direction, index, side)
            yield from _fields(start, rule.get(side), "podSelector", "namespaceSelector")


def _of_pods(workload: Workload) -> Iterator[Place]:
    pod, start = workload.pod, workload.pod_pointer
    spread = "topologySpreadConstraints"
    yield from _fields((*start, spread), pod.get(spread), "labelSelector")
    for pointer, term in pod_terms(workload) if "affinity" in pod else ():
        for name in ("labelSelector", "namespaceSelector"):
            yield (*pointer, name), term.get(name)


def _fields(start: Pointer, items: Any, *names: str) -> Iterator[Place]:
    for index, item in mappings(items):
        for name in names:
            yield (*start, index, name), item.get(name)
