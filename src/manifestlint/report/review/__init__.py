"""Reviews of a change, in one pure function for each format."""

from collections.abc import Callable
from importlib import import_module

from manifestlint.core.review import Review

FORMATS = ("text", "markdown", "json")
"""Every module here with this name has a function `render(review) -> str`."""


def renderer(name: str) -> Callable[[Review], str]:
    """The function that renders a format, imported when it is asked for."""
    render: Callable[[Review], str] = import_module(f"manifestlint.report.review.{name}").render
    return render
