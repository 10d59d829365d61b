"""`rollout`: what an update does to the pods, without a verdict on it."""

import os
from collections.abc import Iterator
from dataclasses import replace

from manifestlint.api.judging import Judging
from manifestlint.api.request import Request, UsageError
from manifestlint.api.workspace import open_workspace
from manifestlint.config.load import Loaded, load
from manifestlint.config.policyset import PolicySet
from manifestlint.core.finding import Status
from manifestlint.core.rollout import RolloutPlan, Rollouts
from manifestlint.engine.flaws import SYNTAX
from manifestlint.engine.objects import load as load_object
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.rollout_plan import STEPPED, plan_rollout
from manifestlint.rules import CATALOGUE


def rollout(request: Request, name: str = "", *, replicas: int | None = None, start: int = 1) -> Rollouts:
    """Step through the updates of the workloads that the request names, or of those with the name.

    Raises:
        UsageError: as `check` does, and where there is no such workload.
    """
    request = replace(request, select=(SYNTAX,), ignore=())
    workspace = open_workspace(request)
    policies = workspace.policies
    loaded = load(policies, CATALOGUE.infos) if policies else Loaded(PolicySet())
    if loaded.policy is None:
        raise UsageError("the PolicySet has mistakes; `manifestlint check` tells them")
    judging = Judging(request, workspace, loaded)
    decided = judging.decide(judging.outcome, judging.scope)
    broken = [f"{item.path or item.what}: {item.message}" for item in decided.failures]
    broken += (f"{item.path}: {item.message}" for item in decided.findings if item.status is Status.ACTIVE)
    found = [(bundle, facts) for bundle, facts in _workloads(judging) if name in ("", facts.id.name)]
    if not found and not broken:
        named = f" called {name}" if name else ""
        raise UsageError(f"no Deployment, StatefulSet or DaemonSet{named} among these files")
    plans: list[RolloutPlan] = []
    unknown: list[str] = []
    for bundle, facts in found:
        path = os.path.relpath(workspace.tree.root / facts.ref.origin.path, os.path.realpath(request.cwd))
        resource, scaler = load_object(facts, judging.sources), bundle.scaler_of(facts)
        plan = plan_rollout(resource, path, replicas=replicas, start=start, scaler=scaler)
        if plan is None:
            unknown.append(f"{facts.id}: nothing is known of an update with this strategy or number of pods")
        else:
            plans.append(plan)
    return Rollouts(tuple(plans), tuple(unknown), tuple(broken))


def _workloads(judging: Judging) -> Iterator[tuple[Bundle, Facts]]:
    for each in judging.outcome.bundles:
        for facts in each.bundle.applied:
            stepped = facts.id.group == "apps" and facts.id.kind in STEPPED
            if stepped and judging.scope.tells_of(facts.ref.origin.path):
                yield each.bundle, facts
