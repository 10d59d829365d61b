"""Replicas that may all run in one zone."""

from collections.abc import Iterator

from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, workload_rule

_FIELD = "topologySpreadConstraints"


@workload_rule(
    "topology-spread-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-score": "pod-topology-spread-constraints", "polaris": "topologySpreadConstraint"},
)
def topology_spread_missing(workload: Workload) -> Iterator[Problem]:
    """A workload of several replicas has no topology spread constraints.

    The scheduler then spreads them over zones and nodes as well as it can, and takes less where nodes are
    full (Kubernetes docs, "Pod Topology Spread Constraints"). A constraint says how unlike the zones may
    be, and `whenUnsatisfiable: DoNotSchedule` insists on it.

    It is strict because a cluster of one zone has nothing to spread over.
    """
    replicas = workload.replicas
    if replicas is not None and replicas > 1 and workload.pod and not workload.pod.get(_FIELD):
        text = f"{workload.resource.id}: no {_FIELD}, so its {replicas} replicas may all run in one zone"
        yield Problem(text, at=At(workload.pod_pointer, on="key"))
