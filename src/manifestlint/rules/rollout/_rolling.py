"""Rolling updates as they are written, with the API server's defaults."""

import re
from typing import Any

from manifestlint.model.shape import integer
from manifestlint.model.strategy import Strategy, read_strategy
from manifestlint.model.workload import Workload

PERCENT = re.compile(r"[0-9]+%", re.ASCII)
ROLLING = "RollingUpdate"


def rolling_strategy(workload: Workload) -> Strategy | None:
    """The strategy of a Deployment, StatefulSet or DaemonSet that rolls; None for all others."""
    resource = workload.resource
    if resource.id.group != "apps" or resource.id.kind == "ReplicaSet":
        return None
    strategy = read_strategy(workload.kind, resource.data.get("spec") or {})
    return strategy if strategy and strategy.type in ("", ROLLING) else None


def amount(value: Any) -> int | None:
    """A number of pods or of percent; None for what is neither."""
    number = integer(value)
    if number is None and isinstance(value, str) and PERCENT.fullmatch(value):
        return int(value[:-1])
    return number


def numbers(strategy: Strategy) -> tuple[int | None, int | None]:
    """maxSurge and maxUnavailable, with the kind's defaults filled in."""
    surge, unavailable = strategy.numbers_filled
    return amount(surge), amount(unavailable)
