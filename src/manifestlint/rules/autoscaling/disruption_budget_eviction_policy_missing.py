"""Budgets by which broken pods block a node."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, key
from manifestlint.rulekit import Fix, Problem, Profile, Safety, Severity, resource_rule, setting
from manifestlint.rules.autoscaling._budget import KIND, SPEC, is_budget

_FIELD = "unhealthyPodEvictionPolicy"


@resource_rule(
    "disruption-budget-eviction-policy-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    kinds=(KIND,),
    peers={"kube-linter": "pdb-unhealthy-pod-eviction-policy"},
)
def disruption_budget_eviction_policy_missing(resource: Resource) -> Iterator[Problem]:
    """A PodDisruptionBudget does not say what becomes of pods that are not ready.

    By default they may only go while enough others are healthy (`IfHealthyBudget`): an application that
    crashes on every start keeps its nodes from being drained. `AlwaysAllow` lets such pods go, and is what
    the documentation advises (Kubernetes docs, "Specifying a Disruption Budget for your Application"). The
    field counts from Kubernetes 1.27 on.

    It is strict because the default is right for data that only a pod that is coming back has.
    """
    if is_budget(resource) and resource.on(27) and resource.get(*SPEC, _FIELD) is None:
        text = f"{resource.id}: no {_FIELD}, so pods that never get ready can block draining a node"
        edit = setting(resource.data, (*SPEC, _FIELD), "AlwaysAllow")
        yield Problem(text, at=key(*SPEC), fix=Fix("set it to AlwaysAllow", Safety.UNSAFE, (edit,)))
