"""Budgets that do not say how much."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, key
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.autoscaling._budget import FIELDS, KIND, SPEC, is_budget


@resource_rule(
    "disruption-budget-empty",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=(KIND,),
    peers={"kube-score": "poddisruptionbudget-has-policy"},
)
def disruption_budget_empty(resource: Resource) -> Iterator[Problem]:
    """A PodDisruptionBudget has neither `minAvailable` nor `maxUnavailable`.

    The API server takes it, and the controller then expects no pods and allows no eviction: a node with such
    a pod cannot be drained (Kubernetes `pkg/controller/disruption/disruption.go`, `getExpectedPodCount` and
    `updatePdbStatus`, v1.35). Say one of them; `maxUnavailable: 1` is right for most.

    It is recommended, not essential, because the sync succeeds.
    """
    if is_budget(resource) and all(resource.get(*SPEC, field) is None for field in FIELDS):
        text = f"{resource.id}: neither minAvailable nor maxUnavailable, so no pod may be evicted"
        yield Problem(text, at=key(*SPEC))
