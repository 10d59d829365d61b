"""Updates that stop everything at once."""

from collections.abc import Iterator, Sequence

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.strategy import Strategy
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule

_EFFECTS = {
    "OnDelete": "leaves the old pods running until somebody deletes them",
    "Recreate": "stops every pod before a new one starts",
}


@bundle_rule(
    "rolling-update-missing",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-linter": "no-rolling-update-strategy", "kube-score": "deployment-strategy"},
)
def rolling_update_missing(bundle: Bundle) -> Iterator[Problem]:
    """A workload behind a Service is not updated by rolling.

    `Recreate` stops all pods of a Deployment before it starts the first new one: every release is an outage
    (Kubernetes docs, "Deployments"). `OnDelete` changes nothing until somebody deletes pods by hand, so Git
    says one version and another one runs (Kubernetes docs, "StatefulSets"). A type that does not exist is
    told by `strategy-type-unknown`.

    Leave the type out or write `RollingUpdate`, `Rolling` in a DeploymentConfig. A Rollout's `canary` and
    `blueGreen` go on serving and are fine, and of a DeploymentConfig's `Custom` nothing is known.

    `Recreate` can be right: a single replica on a ReadWriteOnce volume, or an application of which two
    versions must never run together. Say so with an exception in the PolicySet, with the reason.

    It is recommended because the update goes through, with a gap that callers notice.
    """
    for workload in bundle.workloads:
        strategy = workload.strategy
        if strategy is None or strategy.type not in _EFFECTS:
            continue
        services = bundle.services_of(workload)
        if services:
            text = f"{workload.id}: strategy {strategy.type} {_EFFECTS[strategy.type]}"
            yield _problem(workload, strategy, text, services)


def _problem(workload: Facts, strategy: Strategy, text: str, services: Sequence[Facts]) -> Problem:
    selector = At(("spec", "selector"), on="key")
    related = tuple(
        Related(f"{service.id} sends traffic to it", selector, service.ref) for service in services
    )
    return Problem(text, at=At((*strategy.pointer, "type")), resource=workload.ref, related=related)
