"""One pure function for each format: a Report in, a text out."""

from collections.abc import Callable
from importlib import import_module

FORMATS = ("text", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown", "html")
"""Every module here with this name has a function `render(report) -> str`."""
STYLED = frozenset({"text", "concise"})
"""Their `render` takes a Style, too."""
WITH_FIXES = frozenset({"html", "json", "sarif"})
"""They hold every fix; the others make do with as many as people read."""
WITH_APPLICATIONS = frozenset({"json"})
"""They hold what is applied."""
WITH_REPOSITORY = frozenset({"html", "markdown", "sarif"})
"""They say where the files can be looked at."""


def renderer(name: str) -> Callable[..., str]:
    """The function that renders a format, imported when it is asked for."""
    render: Callable[..., str] = import_module(f"manifestlint.report.{name}").render
    return render
