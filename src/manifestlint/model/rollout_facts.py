"""What decides whether an update of a workload gets on, and whether callers notice it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.affinity import REQUIRED, pod_terms
from manifestlint.model.probe_timing import grace_period
from manifestlint.model.quantity import parse_quantity
from manifestlint.model.resource import Resource
from manifestlint.model.selector import label_selector
from manifestlint.model.shape import dig, integer, mapping, mappings, sequence, text
from manifestlint.model.workload import Role, Workload, as_workload

_HOSTNAME = "kubernetes.io/hostname"
_LASTING = frozenset({Role.MAIN, Role.SIDECAR})
_COUNTED = {"pods": "pods", "count/pods": "pods", "cpu": "requests.cpu", "memory": "requests.memory"}
"""The other names under which a quota counts the same (Kubernetes docs, "Resource Quotas")."""
_MEASURED = ("requests.cpu", "requests.memory", "limits.cpu", "limits.memory")


@dataclass(frozen=True, slots=True)
class UpdateFacts:
    """What an update does to the pods of a workload beside their number."""

    grace: int
    """Seconds that a pod has to end."""
    waits: bool
    """A container does something before it is told to end."""
    host_port: Pointer | None
    """Where a pod takes a port of its node, which only one pod can have."""
    one_node: bool
    """All its pods run on the same node, by name."""
    apart: Pointer | None
    """Where it says that no two of its pods may share a node."""
    paused: bool
    asks: Mapping[str, Fraction] = field(default_factory=dict)
    """What a quota counts of one pod, at least."""


def read_rollout_facts(resource: Resource) -> dict[str, Any]:
    """The fields of the facts that are about rollouts."""
    workload = as_workload(resource)
    if workload is not None:
        return {"update": _update(workload)}
    match resource.id.group, resource.id.kind:
        case "", "PersistentVolumeClaim":
            return {"claim_modes": _modes(resource)}
        case "", "ResourceQuota":
            return {"quota_limits": _quota(resource)}
    return {}


def _update(workload: Workload) -> UpdateFacts:
    containers = [each for each in workload.containers() if each.role in _LASTING]
    pod = workload.pod
    return UpdateFacts(
        grace=grace_period(workload),
        waits=any(isinstance(each.get("lifecycle", "preStop"), dict) for each in containers),
        host_port=_host_port(workload),
        one_node=bool(text(pod.get("nodeName")) or dig(pod, "nodeSelector", _HOSTNAME)),
        apart=_apart(workload),
        paused=workload.resource.get("spec", "paused") is True,
        asks=_asks(workload),
    )


def _host_port(workload: Workload) -> Pointer | None:
    """With the node's network every declared port is one of the node's (`SetDefaults_Pod`, v1.35)."""
    on_host = workload.pod.get("hostNetwork") is True
    for container in workload.containers():
        for index, port in mappings(container.data.get("ports")) if container.role in _LASTING else ():
            name = "containerPort" if on_host and not port.get("hostPort") else "hostPort"
            if integer(port.get(name)):
                return (*container.pointer, "ports", index, name)
    return None


def _apart(workload: Workload) -> Pointer | None:
    for pointer, term in pod_terms(workload) if "affinity" in workload.pod else ():
        selector = term.get("labelSelector")
        required = "podAntiAffinity" in pointer and REQUIRED in pointer
        if required and term.get("topologyKey") == _HOSTNAME and isinstance(selector, dict):
            # A label that differs from version to version keeps only pods of one version apart.
            varies = sequence(term.get("matchLabelKeys")) or sequence(term.get("mismatchLabelKeys"))
            elsewhere = sequence(term.get("namespaces")) or term.get("namespaceSelector") is not None
            if not varies and not elsewhere and label_selector(selector).matches(workload.pod_labels):
                return pointer
    return None


def _asks(workload: Workload) -> dict[str, Fraction]:
    """Requests that are left out are the limits (`pkg/apis/core/v1/defaults.go`, v1.35)."""
    asks = {"pods": Fraction(1)}
    for name in _MEASURED if "resources" not in workload.pod else ():
        of, _, resource = name.partition(".")
        for container in workload.containers():
            if container.role in _LASTING:
                written = container.get("resources", of, resource)
                if written is None:
                    written = container.get("resources", "limits", resource)
                asks[name] = asks.get(name, Fraction()) + (parse_quantity(written) or 0)
    return asks


def _modes(resource: Resource) -> tuple[str, ...]:
    """The access modes of a claim whose volume is made for it; what somebody else made may allow more."""
    spec = mapping(resource.get("spec"))
    if spec.get("volumeName") or spec.get("selector") is not None or spec.get("storageClassName") == "":
        return ()
    return tuple(mode for mode in sequence(spec.get("accessModes")) if isinstance(mode, str))


def _quota(resource: Resource) -> tuple[tuple[str, Fraction], ...]:
    """What is limited for all pods of a namespace; a quota with scopes is about some of them."""
    spec = mapping(resource.get("spec"))
    if spec.get("scopes") or spec.get("scopeSelector"):
        return ()
    limits: dict[str, Fraction] = {}
    for name, value in mapping(spec.get("hard")).items():
        counted, amount = _COUNTED.get(name, name), parse_quantity(value)
        if amount is not None and (counted == "pods" or counted in _MEASURED):
            limits[counted] = min(amount, limits.get(counted, amount))
    return tuple(limits.items())
