"""Updates told step by step, in one pure function for each format."""

from collections.abc import Callable
from importlib import import_module

from manifestlint.core.rollout import RolloutPlan

FORMATS = ("text", "json", "svg")
"""Every module here with this name has a function `render(plans) -> str`."""


def renderer(name: str) -> Callable[[tuple[RolloutPlan, ...]], str]:
    """The function that renders a format, imported when it is asked for."""
    render: Callable[[tuple[RolloutPlan, ...]], str]
    render = import_module(f"manifestlint.report.rollout.{name}").render
    return render
