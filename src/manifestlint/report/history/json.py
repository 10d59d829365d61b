"""A history for programs."""

from dataclasses import asdict
from typing import Any

from manifestlint.core.history import Deployment, History
from manifestlint.report.written import written

FORMAT_VERSION = "1"


def render(history: History) -> str:
    """One JSON object and a line break."""
    content = {
        "version": FORMAT_VERSION,
        "deployments": [_deployment(each) for each in history.deployments],
        "notes": list(history.notes),
        "rollback": history.way_back or None,
    }
    return written(content)


def _deployment(each: Deployment) -> dict[str, Any]:
    told = asdict(each) | {"date": each.date.isoformat().replace("+00:00", "Z")}
    told["versions"] = [
        {"name": item.name, "before": item.before or None, "after": item.after or None, "step": item.step}
        for item in each.versions
    ]
    return told | {"reverts": each.reverts or None, "back_to": each.back_to or None}
