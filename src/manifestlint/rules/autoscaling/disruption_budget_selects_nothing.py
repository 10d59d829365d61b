"""Budgets without pods."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.surroundings import Surroundings
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule
from manifestlint.rules.networking._selecting import Search


@bundle_rule(
    "disruption-budget-selects-nothing",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
)
def disruption_budget_selects_nothing(bundle: Bundle) -> Iterator[Problem]:
    """A PodDisruptionBudget selects no pod of its namespace.

    It protects nothing: draining a node may take all pods of the workload at once that was meant. Every
    label of `matchLabels` and every condition of `matchExpressions` must hold. A budget without a selector
    selects nothing at all, an empty one every pod of the namespace (Kubernetes docs, "Specifying a
    Disruption Budget for your Application").

    Looked at is everything that lands in the same cluster, as far as it lies here. The rule is silent where
    nothing that is applied together runs pods, where a custom kind may make its controller start some, and
    where something is applied to the same namespace that cannot be read here.

    It is recommended because a protection that does not exist is a real weakness.
    """
    around = Surroundings(bundle)
    for budget in bundle.members:
        if budget.budget is None:
            continue
        selector = budget.chooses
        if selector is None:
            text = f"{budget.id}: no selector, so it protects nothing"
            yield Problem(text, at=At(("spec",), on="key"), resource=budget.ref)
            continue
        if not selector.requirements or any(bundle.chosen_by(budget)):
            continue
        if not around.may_lie_elsewhere(budget, selector):
            pointer, effect = ("spec", "selector"), "it protects nothing"
            yield from Search(bundle, around, budget, selector, pointer, effect).problems()
