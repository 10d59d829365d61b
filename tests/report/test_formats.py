"""Every format, made of one fixed report."""

from pathlib import Path

import pytest

from manifestlint.report import FORMATS, renderer
from tests.report.fixed import CLEAN, EVIL, REPORT

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("report", "kind"), [(REPORT, "full"), (CLEAN, "clean")], ids=["full", "clean"])
def test_what_it_says(name: str, report: object, kind: str, accept: bool) -> None:
    text = renderer(name)(report)  # type: ignore[arg-type]
    expected = SNAPSHOTS / f"{kind}.{name}"
    if accept:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_breaks_out(name: str) -> None:
    """Whatever a manifest is called, no terminal, pipeline or browser obeys it."""
    text = renderer(name)(REPORT)
    assert "\x1b" not in text.replace("\\u001b", "")
    assert EVIL not in text
    if name not in {"json", "sarif", "gitlab"}:  # in JSON a string may hold anything
        assert "<script>alert" not in text or name in {"text", "concise", "github", "markdown"}
    assert not any(line.startswith("::") for line in text.splitlines()) or name == "github"
