"""Every format, made of one fixed report."""

from pathlib import Path

import pytest

from manifestlint.core.report import Report
from manifestlint.report import FORMATS, renderer
from tests.report.fixed import CLEAN, COMMAND, HOSTILE, REPORT

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("report", "kind"), [(REPORT, "full"), (CLEAN, "clean")], ids=["full", "clean"])
def test_what_it_says(name: str, report: Report, kind: str, accept: bool) -> None:
    text = renderer(name)(report)
    expected = SNAPSHOTS / f"{kind}.{name}"
    if accept:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


TEXT = {"text", "concise", "github", "markdown"}
"""Nobody reads these as HTML; what Markdown becomes there has a test of its own."""
JSON = {"json", "sarif", "gitlab"}
"""In JSON a string may hold anything, if it is written as ASCII."""


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("report", [REPORT, HOSTILE], ids=["evil", "hostile"])
def test_nothing_breaks_out(name: str, report: Report) -> None:
    """Whatever a manifest is called, no terminal, pipeline or browser obeys it."""
    text = renderer(name)(report)
    assert all(char.isprintable() or char == "\n" for char in text)
    if name not in TEXT | JSON:
        assert "<script>alert" not in text
    if name != "github":
        assert not commands(text)


def commands(text: str) -> list[str]:
    """The lines of a log that GitHub's runner takes for a command."""
    return [line for line in text.splitlines() if line.lstrip().startswith("::") or "##[" in line]


def test_commands_are_known() -> None:
    assert commands(f"a\n  {COMMAND}\nb ##[error]c\na :: b") == [f"  {COMMAND}", "b ##[error]c"]
