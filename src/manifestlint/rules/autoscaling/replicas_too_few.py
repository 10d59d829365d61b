"""Workloads that one node takes down."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.core.words import counted
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule, option

_KINDS = frozenset({"Deployment", "DeploymentConfig", "Rollout"})


@dataclass(frozen=True, slots=True)
class Options:
    """What is enough."""

    minimum: int = option(2, "How many replicas a workload must have.", minimum=1)


@bundle_rule(
    "replicas-too-few",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "minimum-three-replicas",
        "kube-score": "deployment-replicas",
        "polaris": "deploymentMissingReplicas",
        "kyverno": "deployment-has-multiple-replicas",
        "gatekeeper": "K8sReplicaLimits",
    },
)
def replicas_too_few(bundle: Bundle, options: Options) -> Iterator[Problem]:
    """A workload has fewer replicas than it needs to survive the loss of a node.

    With a single one, each drain, crash or eviction is an outage (Kubernetes docs, "Disruptions"). Left out,
    `replicas` is 1. The option `minimum` says how many are enough.

    Looked at are Deployments, DeploymentConfigs and Rollouts. Of what an autoscaler scales its minimum
    counts, which `autoscaler-minimum-low` judges. Some must be alone: what is updated by `Recreate`, and what
    mounts a claim that only one node may use, or of which nothing here says who may. `replicas: 0` is meant.
    A StatefulSet's replicas are often different from each other, and their number is the program's business.

    It is strict because what nobody waits for may well be alone.
    """
    for workload in bundle.workloads:
        count = workload.replicas
        if workload.id.kind not in _KINDS or not count or count >= options.minimum:
            continue
        if not bundle.scaler_of(workload) and not _must_be_alone(bundle, workload):
            text = (
                f"{workload.id}: {counted(count, 'replica')}, {options.minimum} needed to survive a lost node"
            )
            yield Problem(text, at=At(("spec", "replicas")), resource=workload.ref)


def _must_be_alone(bundle: Bundle, workload: Facts) -> bool:
    recreated = workload.strategy is not None and workload.strategy.type == "Recreate"
    return recreated or bundle.is_tied(workload)
