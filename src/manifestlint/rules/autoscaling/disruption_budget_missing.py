"""Workloads that a drained node may take away whole."""

from collections.abc import Iterator
from itertools import chain

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule

_KINDS = frozenset({"Deployment", "DeploymentConfig", "Rollout", "StatefulSet"})
_BUDGET = "PodDisruptionBudget"


@bundle_rule(
    "disruption-budget-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-score": ("deployment-has-poddisruptionbudget", "statefulset-has-poddisruptionbudget"),
        "polaris": "missingPodDisruptionBudget",
        "kyverno": "require-pdb",
    },
)
def disruption_budget_missing(bundle: Bundle) -> Iterator[Problem]:
    """No PodDisruptionBudget is about the pods of a workload with several replicas.

    When nodes are drained all of them may go at once (Kubernetes docs, "Disruptions"). Add a budget with
    `maxUnavailable: 1`.

    Every condition of a budget's selector must hold; budgets of other bundles that land in the same namespace
    count. Workloads with one replica are not told, for a budget could only block the drain or do nothing;
    nor those that an autoscaler may leave with one. Nothing is said of namespaces where something is applied
    that cannot be read here.

    It is strict because many clusters are drained a node at a time with pods spread well.
    """
    judged: dict[str, list[Facts]] = {}
    for workload in bundle.workloads:
        if _has_several(bundle, workload):
            judged.setdefault(bundle.namespace_of(workload), []).append(workload)
    budgets = [each for each in bundle.members if each.budget]
    for namespace, workloads in judged.items():
        if bundle.partial or not bundle.destination.is_known(namespace):
            continue
        covered = set(_covered(bundle, namespace, budgets))
        for workload in workloads:
            if id(workload) not in covered:
                text = (
                    f"{workload.id}: no {_BUDGET} selects its pods, so a drain may take all of them at once"
                )
                yield Problem(text, at=At(("spec", "replicas")), resource=workload.ref)


def _has_several(bundle: Bundle, workload: Facts) -> bool:
    if workload.id.kind not in _KINDS or workload.pod is None or not workload.pod.known:
        return False
    return (bundle.fewest_pods(workload) or 0) > 1


def _covered(bundle: Bundle, namespace: str, budgets: list[Facts]) -> Iterator[int]:
    own = (each for each in budgets if bundle.namespace_of(each) in {"", namespace})
    for budget in chain(own, (each.facts for each in bundle.destination.brings(_BUDGET, namespace))):
        if budget.chooses is not None:
            yield from (id(workload) for workload in bundle.running(namespace, budget.chooses))
