"""What an update of one workload does, if its new version works and if it does not."""

from dataclasses import replace

from manifestlint.core.rollout import RolloutPlan
from manifestlint.core.words import counted
from manifestlint.model.facts import Facts
from manifestlint.model.probe_timing import START, read_timing
from manifestlint.model.resource import Resource
from manifestlint.model.rollout import Course, roll
from manifestlint.model.shape import integer
from manifestlint.model.strategy import Strategy, read_strategy, rolling_bounds
from manifestlint.model.workload import Workload, as_workload

STEPPED = frozenset({"DaemonSet", "Deployment", "StatefulSet"})
"""Kinds whose controllers are known here; Argo Rollouts goes by steps of its own."""
NODES = 3
_DEADLINE, _NEVER = 600, 2**31 - 1


def plan_rollout(
    resource: Resource,
    path: str,
    *,
    replicas: int | None = None,
    start: int = START,
    scaler: Facts | None = None,
) -> RolloutPlan | None:
    """The plan for a workload; None where nothing is known of its kind, strategy or number of pods."""
    workload = as_workload(resource)
    if workload is None or resource.id.group != "apps" or workload.kind not in STEPPED:
        return None
    spec = resource.get("spec")
    strategy = read_strategy(workload.kind, spec) if isinstance(spec, dict) else None
    pods, note = (replicas, "") if replicas is not None else _pods(workload, scaler)
    if strategy is None or pods is None:
        return None
    parallel = resource.get("spec", "podManagementPolicy") == "Parallel"
    course = Course(workload.kind, strategy, pods, read_timing(workload, start), parallel)
    good, failed = roll(course), roll(replace(course, works=False))
    if good is None or failed is None:
        return None
    words = _words(strategy, pods)
    return RolloutPlan(resource.ref, path, words, good, failed, _deadline(workload), (note,) if note else ())


def _pods(workload: Workload, scaler: Facts | None) -> tuple[int | None, str]:
    """How many pods, and what to know of the number."""
    if workload.kind == "DaemonSet":
        return NODES, f"on {counted(NODES, 'node')}, for nothing here says how many there are"
    if scaler and scaler.scaler:
        low, high = scaler.scaler.min_replicas, scaler.scaler.max_replicas
        return low, f"{scaler.id} sets {low} to {high} replicas; this is told for {low}"
    return workload.replicas, ""


def _deadline(workload: Workload) -> int | None:
    if workload.kind != "Deployment":
        return None
    written = workload.resource.get("spec", "progressDeadlineSeconds")
    deadline = _DEADLINE if written is None else integer(written)
    return None if deadline == _NEVER else deadline


def _words(strategy: Strategy, pods: int) -> str:
    name = strategy.type or "RollingUpdate"
    bounds = rolling_bounds(strategy, pods)
    if name != "RollingUpdate" or bounds is None:
        return name
    surge, unavailable = strategy.numbers_filled
    words = [] if strategy.in_place else [_number("maxSurge", surge, bounds[0])]
    words.append(_number("maxUnavailable", unavailable, bounds[1]))
    if strategy.partition:
        words.append(f"partition {strategy.partition}")
    return ", ".join([name, *words])


def _number(field: str, written: object, pods: int) -> str:
    return f"{field} {pods}" if written == pods else f"{field} {written} ({pods})"
