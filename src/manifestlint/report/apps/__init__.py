"""What is applied, told in one pure function for each format."""

from collections.abc import Callable
from importlib import import_module

from manifestlint.core.report import Report

FORMATS = ("text", "json", "dot", "svg")
"""Every module here with this name has a function `render(report) -> str`."""


def renderer(name: str) -> Callable[[Report], str]:
    """The function that renders a format, imported when it is asked for."""
    render: Callable[[Report], str] = import_module(f"manifestlint.report.apps.{name}").render
    return render
