"""What was deployed when, in one pure function for each format."""

from collections.abc import Callable
from importlib import import_module

from manifestlint.core.history import History

FORMATS = ("text", "markdown", "json")
"""Every module here with this name has a function `render(history) -> str`."""


def renderer(name: str) -> Callable[[History], str]:
    """The function that renders a format, imported when it is asked for."""
    render: Callable[[History], str] = import_module(f"manifestlint.report.history.{name}").render
    return render
