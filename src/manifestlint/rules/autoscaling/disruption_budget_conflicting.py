"""Budgets that say two things."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Related, Severity, refused, resource_rule
from manifestlint.rules.autoscaling._budget import FIELDS, KIND, SPEC, is_budget


@resource_rule(
    "disruption-budget-conflicting",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=(KIND,),
)
def disruption_budget_conflicting(resource: Resource) -> Iterator[Problem]:
    """A PodDisruptionBudget has both `minAvailable` and `maxUnavailable`.

    The API server refuses it (Kubernetes `pkg/apis/policy/validation/validation.go`,
    `ValidatePodDisruptionBudgetSpec`, v1.35). Keep one; `maxUnavailable` stays right when the number of
    replicas changes (Kubernetes docs, "Specifying a Disruption Budget for your Application").

    A budget with neither is taken by the server.

    It is essential: nothing of it reaches the cluster.
    """
    if is_budget(resource) and all(resource.get(*SPEC, field) is not None for field in FIELDS):
        first, second = (at(*SPEC, field) for field in FIELDS)
        reason = "it has both minAvailable and maxUnavailable"
        yield refused(resource, reason, second, Related("and here", first))
