"""Updates with a gap."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule

_KINDS = frozenset({"Deployment", "DeploymentConfig"})


@bundle_rule(
    "strategy-recreate",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": "no-rolling-update-strategy"},
)
def strategy_recreate(bundle: Bundle) -> Iterator[Problem]:
    """A workload stops all its pods before a new version starts.

    Between the two nothing of it runs, and if the new version does not start nothing runs at all: a rolling
    update would have kept the old pods (Kubernetes docs, "Deployments"). Leave the strategy out or write
    `RollingUpdate`, `Rolling` in a DeploymentConfig.

    What a Service sends traffic to is told by `rolling-update-missing`. `Recreate` is right where a pod
    mounts a claim that only one node may use, or of which nothing here says who may; such workloads are not
    told.

    It is strict because work that nobody waits for may have gaps.
    """
    for workload in bundle.workloads:
        strategy = workload.strategy
        if strategy is None or strategy.type != "Recreate" or workload.id.kind not in _KINDS:
            continue
        if not bundle.services_of(workload) and not bundle.is_tied(workload):
            text = f"{workload.id}: strategy Recreate stops every pod before a new one starts"
            yield Problem(text, at=At((*strategy.pointer, "type")), resource=workload.ref)
