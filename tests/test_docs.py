"""Pages that are made of the rules, their fixtures and the PolicySet's schema are current."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from manifestlint.config.docs import render_reference
from manifestlint.config.schema import policyset_schema
from manifestlint.core import rule
from manifestlint.core.rule import RuleInfo
from manifestlint.report import FORMATS
from manifestlint.rulekit.catalogue import EXAMPLES
from manifestlint.rulekit.docs import render_index, render_page
from manifestlint.rules import CATALOGUE
from tests.examples import example_of, make_examples

DOCS = Path(__file__).parents[1] / "docs" / "rules"
WRITTEN_EXAMPLES = Path(__file__).parents[1] / "src" / "manifestlint" / "rules" / EXAMPLES


def _pages() -> dict[str, str]:
    pages = {f"{id}.md": render_page(info, example_of(id)) for id, info in CATALOGUE.infos.items()}
    names = {info.family for info in CATALOGUE.infos.values()}
    families = {name: import_module(f"manifestlint.rules.{name}").__doc__ or "" for name in names}
    return {**pages, "index.md": render_index(CATALOGUE.infos.values(), families)}


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


def test_reference_is_current(accept: bool) -> None:
    page = DOCS.parent / "policyset.md"
    if accept:
        page.write_text(render_reference(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == render_reference(), "run pytest --accept"


def test_reference_tells_every_key() -> None:
    described: set[str] = set()

    def collect(schema: object) -> None:
        if isinstance(schema, dict):
            described.update(schema.get("properties", ()))
            for value in schema.values():
                collect(value)
        elif isinstance(schema, list):
            for value in schema:
                collect(value)

    collect(policyset_schema({}))
    told = re.findall(r"^\| `([^`]+)` \|", render_reference(), re.MULTILINE)
    assert described <= set(told)
    assert {"severity", "suppressible", "options"} <= set(told), "what every rule may be set to"


def test_every_format_is_told() -> None:
    page = (DOCS.parent / "formats.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == set(FORMATS)


def test_examples_are_current(accept: bool) -> None:
    examples = make_examples()
    if accept:
        WRITTEN_EXAMPLES.write_text(examples, encoding="utf-8")
    assert WRITTEN_EXAMPLES.read_text(encoding="utf-8") == examples, "run pytest --accept"
    assert all(CATALOGUE.example(id) == example_of(id) for id in ("image-tag-mutable", "selector-changed"))


@pytest.mark.parametrize("rule", CATALOGUE.infos.values(), ids=lambda rule: rule.id)
def test_docs_say_why_the_rule_is_in_its_profile(rule: RuleInfo) -> None:
    reason = (
        rf"\b(It|rule|profile|one) (is|are)\b[^.]*\b{rule.profile.label}\b|\b{rule.profile.label}[^.]*because"
    )
    assert re.search(reason, " ".join(rule.docs.split())), f"say why it is {rule.profile.label}"


@pytest.mark.parametrize("rule", CATALOGUE.infos.values(), ids=lambda rule: rule.id)
def test_every_rule_shows_bad_and_good(rule: RuleInfo) -> None:
    example = example_of(rule.id)
    assert example.bad != example.good
    assert example.bad
    assert rule.id in example.findings
    assert example.good


def test_every_rule_leads_to_its_page() -> None:
    pages = {f"{rule.DOCS}{path.name}" for path in DOCS.glob("*.md")}
    assert {info.url for info in CATALOGUE.infos.values()} <= pages
