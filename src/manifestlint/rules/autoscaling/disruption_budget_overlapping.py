"""Pods that two budgets are about."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule

_SELECTOR = At(("spec", "selector"), on="key")


@bundle_rule(
    "disruption-budget-overlapping",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
)
def disruption_budget_overlapping(bundle: Bundle) -> Iterator[Problem]:
    """Two PodDisruptionBudgets select the same pods.

    Such pods cannot be evicted, whatever the budgets allow: the API server answers each attempt with an error
    (Kubernetes `pkg/registry/core/pod/storage/eviction.go`, v1.35), so a node with one of them is never
    drained. Take one budget out, or tell their selectors apart; an empty selector is about every pod of its
    namespace.

    Of files that no Application applies, those of the same folder are compared.

    It is recommended because an upgrade of the cluster stands still.
    """
    first: dict[tuple[int, str], Facts] = {}
    for budget in bundle.applied:
        if budget.budget is None:
            continue
        folder = "" if bundle.application else budget.ref.origin.path.rpartition("/")[0]
        for workload in bundle.chosen_by(budget):
            other = first.setdefault((id(workload), folder), budget)
            if other is not budget:
                yield _problem(budget, other, workload)
                break


def _problem(budget: Facts, other: Facts, workload: Facts) -> Problem:
    return Problem(
        f"{budget.id}: it selects the pods of {workload.id}, as {other.id} does, so they cannot be evicted",
        at=_SELECTOR,
        resource=budget.ref,
        related=(Related("the other budget", _SELECTOR, other.ref),),
    )
