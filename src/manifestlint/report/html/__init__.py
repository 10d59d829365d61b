"""The report as one page that needs nothing else: no network, no server, and no script to be read."""

import hashlib
from base64 import b64encode
from importlib import resources

from manifestlint.core.report import Report
from manifestlint.core.words import printable
from manifestlint.report.html.page import make_page


def render(report: Report) -> str:
    """The page. What manifests say is text in it, and its policy lets no other style or script in."""
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    def inert(value: object) -> object:
        """Nothing that turns the direction of a line around, or that a pipeline would obey."""
        return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=DictLoader({name: _asset(name) for name in ("page.html", "parts.html")}),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=inert,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _asset("page.css"), _asset("page.js")
    return environment.get_template("page.html").render(
        page=make_page(report),
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=_hash(style),
        script=Markup(script),  # noqa: S704 - our own file
        script_hash=_hash(script),
    )


def _asset(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """What a content security policy knows a style or script by."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
