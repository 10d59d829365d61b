"""Pods that look for nodes by labels of yesterday."""

from collections.abc import Iterator

from manifestlint.model.affinity import node_terms
from manifestlint.model.shape import mapping, mappings, text
from manifestlint.model.workload import Workload
from manifestlint.rulekit import (
    At,
    Edit,
    Fix,
    Pointer,
    Problem,
    Profile,
    RenameKey,
    Safety,
    SetValue,
    Severity,
    workload_rule,
)

_SUCCESSORS = {
    "beta.kubernetes.io/arch": "kubernetes.io/arch",
    "beta.kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
    "beta.kubernetes.io/os": "kubernetes.io/os",
    "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
    "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
}
_Place = tuple[str, At, Edit]


@workload_rule(
    "node-label-deprecated",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.SAFE,
)
def node_label_deprecated(workload: Workload) -> Iterator[Problem]:
    """A pod chooses its nodes by a label that has another name now.

    `beta.kubernetes.io/arch` and `os` are deprecated since Kubernetes 1.14, `instance-type` there and
    `failure-domain.beta.kubernetes.io/zone` and `region` since 1.17; the API server warns (Kubernetes
    `pkg/api/node/util.go`, `deprecatedNodeLabels`). Nodes have the old and the new label with the same
    value, until a release or a provider drops the old one: then the pods find no node.

    Looked at are `nodeSelector`, node affinity and topology spread constraints. Write the new name, as the
    fix does.

    It is strict because it works as it always did.
    """
    for label, place, edit in (*_chosen(workload), *_terms(workload), *_spread(workload)):
        successor = _SUCCESSORS[label]
        fix = Fix(f"write {successor}", Safety.SAFE, (edit,))
        reason = f"node label {label} is now {successor}, and nodes may lose the old one"
        yield Problem(f"{workload.resource.id}: {reason}", place, fix=fix)


def _chosen(workload: Workload) -> Iterator[_Place]:
    for label in mapping(workload.pod.get("nodeSelector")):
        if label in _SUCCESSORS:
            pointer = (*workload.pod_pointer, "nodeSelector", label)
            yield label, At(pointer, on="key"), RenameKey(pointer, _SUCCESSORS[label])


def _terms(workload: Workload) -> Iterator[_Place]:
    if "affinity" not in workload.pod:
        return
    for pointer, term in node_terms(workload):
        for index, item in mappings(term.get("matchExpressions")):
            yield from _named(text(item.get("key")), (*pointer, "matchExpressions", index, "key"))


def _spread(workload: Workload) -> Iterator[_Place]:
    for index, item in mappings(workload.pod.get("topologySpreadConstraints")):
        pointer = (*workload.pod_pointer, "topologySpreadConstraints", index, "topologyKey")
        yield from _named(text(item.get("topologyKey")), pointer)


def _named(label: str, pointer: Pointer) -> Iterator[_Place]:
    if label in _SUCCESSORS:
        yield label, At(pointer), SetValue(pointer, _SUCCESSORS[label])
