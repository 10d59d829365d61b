"""Pods that may run on any node."""

from collections.abc import Iterator

from manifestlint.model.shape import dig
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, workload_rule


@workload_rule(
    "node-affinity-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": "no-node-affinity"},
)
def node_affinity_missing(workload: Workload) -> Iterator[Problem]:
    """A workload does not say which nodes its pods may run on.

    In a cluster of unlike nodes they may then land on one of another architecture, on expensive ones or on
    those that may vanish (Kubernetes docs, "Assigning Pods to Nodes"). Node affinity, a `nodeSelector` and
    a `nodeName` all say it. DaemonSets, which are for every node, are not asked.

    It is strict because in most clusters any node will do.
    """
    pod = workload.pod
    if not pod or workload.kind == "DaemonSet" or pod.get("nodeSelector") or pod.get("nodeName"):
        return
    if not dig(pod, "affinity", "nodeAffinity"):
        text = f"{workload.resource.id}: neither nodeAffinity nor nodeSelector, so it may run on any node"
        yield Problem(text, at=At(workload.pod_pointer, on="key"))
