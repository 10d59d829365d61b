"""One pure function for each format: a Report in, a text out."""

from collections.abc import Callable
from importlib import import_module

from manifestlint.core.report import Report

FORMATS = ("text", "json", "github", "markdown")
"""Every module here with this name has a function `render(report) -> str`."""
WITH_REPOSITORY = frozenset({"html", "markdown", "sarif"})
"""They say where the files can be looked at."""


def renderer(name: str) -> Callable[[Report], str]:
    """The function that renders a format, imported when it is asked for."""
    render: Callable[[Report], str] = import_module(f"manifestlint.report.{name}").render
    return render
