"""Updates for programs."""

from dataclasses import asdict
from typing import Any

from manifestlint.core.rollout import Rolled, RolloutPlan
from manifestlint.report.written import written

FORMAT_VERSION = "1"


def render(plans: tuple[RolloutPlan, ...]) -> str:
    """One JSON object and a line break; ASCII only."""
    content = {"version": FORMAT_VERSION, "rollouts": [_plan(plan) for plan in plans]}
    return written(content)


def _plan(plan: RolloutPlan) -> dict[str, Any]:
    return {
        "resource": asdict(plan.ref.id),
        "path": plan.path,
        "strategy": plan.strategy,
        "replicas": plan.good.replicas,
        "timing": asdict(plan.good.timing),
        "progress_deadline": plan.deadline,
        "update": _rolled(plan.good),
        "never_ready": _rolled(plan.failed),
        "notes": list(plan.notes),
    }


def _rolled(rolled: Rolled) -> dict[str, Any]:
    return {
        "finished": rolled.finished,
        "seconds": rolled.seconds,
        "lowest_ready": rolled.lowest,
        "highest_pods": rolled.highest,
        "highest_with_ending": rolled.crowd,
        "longest_without_progress": rolled.silence,
        "kept": rolled.kept,
        "steps": [asdict(step) for step in rolled.steps],
    }
