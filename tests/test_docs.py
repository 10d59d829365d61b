"""The pages of the rules are what the generator makes of the rules and their fixtures."""

from pathlib import Path

from manifestlint.rulekit.docs import render_page
from manifestlint.rules import CATALOGUE
from tests.test_rules import ROOT

DOCS = Path(__file__).parents[1] / "docs" / "rules"


def _pages() -> dict[str, str]:
    return {f"{id}.md": _page(id) for id in CATALOGUE.infos}


def _page(id: str) -> str:
    bad, good = (_first(id, verdict) for verdict in ("bad", "good"))
    case = bad and bad.relative_to(ROOT).parts[2]
    expected = case and (ROOT / id / "bad" / case).with_suffix(".expected")
    fixed = case and (ROOT / id / "bad" / case).with_suffix(".fixed.yaml")
    return render_page(
        CATALOGUE.infos[id],
        bad=bad.read_text(encoding="utf-8") if bad else "",
        good=good.read_text(encoding="utf-8") if good else "",
        findings=expected.read_text(encoding="utf-8") if expected else "",
        fixed=fixed.read_text(encoding="utf-8") if fixed and fixed.exists() else "",
    )


def _first(id: str, verdict: str) -> Path | None:
    """The fixture that shows the rule best: the first file, or the PolicySet of the first folder."""
    folder = ROOT / id / verdict
    files = sorted(path for path in folder.glob("*.yaml") if not path.name.endswith(".fixed.yaml"))
    files = files or sorted(folder.glob("*/policies/*.yaml"))
    return files[0] if files else None


def test_pages_are_current(accept: bool) -> None:
    pages = _pages()
    if accept:
        DOCS.mkdir(parents=True, exist_ok=True)
        for stale in {path.name for path in DOCS.glob("*.md")} - set(pages):
            (DOCS / stale).unlink()
        for name, page in pages.items():
            (DOCS / name).write_text(page, encoding="utf-8")
    written = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}
    assert written == pages, "run pytest --accept"
