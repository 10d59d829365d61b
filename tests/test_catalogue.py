"""The laws that every rule and module keeps."""

import ast
import re
from pathlib import Path

import pytest

from manifestlint.core.rule import RuleInfo
from manifestlint.rulekit.catalogue import INDEX
from manifestlint.rules import CATALOGUE
from tests.examples import ROOT as FIXTURES

SOURCE = Path(__file__).parents[1] / "src" / "manifestlint"
MODULES = sorted(SOURCE.rglob("*.py"))
RULES = list(CATALOGUE.infos.values())


def _name(item: object) -> str:
    return item.id if isinstance(item, RuleInfo) else Path(str(item)).relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_rule_is_named_and_told(rule: RuleInfo) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.id)
    assert not rule.id.startswith(("no-", "require-"))
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 120
    assert rule.docs, "say what happens, and how to mend it"
    assert set(rule.subsumes) <= set(CATALOGUE.infos)


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_rule_has_good_and_bad_fixtures(rule: RuleInfo) -> None:
    for verdict in ("good", "bad"):
        assert any((FIXTURES / rule.id / verdict).iterdir()), f"tests/rules/{rule.id}/{verdict}/ is empty"


def test_index_is_current() -> None:
    index = (SOURCE / "rules" / INDEX).read_text(encoding="utf-8")
    assert index == CATALOGUE.make_index(), "run pytest --accept"


def test_a_rule_is_read_from_the_index_as_it_is() -> None:
    assert {id: CATALOGUE.rule(id).info for id in CATALOGUE.infos} == CATALOGUE.infos


def test_every_fixture_folder_has_its_rule() -> None:
    assert {folder.name for folder in FIXTURES.iterdir()} <= set(CATALOGUE.infos)


def test_summaries_differ() -> None:
    assert len({rule.summary for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_module_fits_a_head(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    limit = 120 if module.is_relative_to(SOURCE / "rules") else 300
    assert text.count("\n") < limit
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 40, f"{node.name} has {length} lines"


def test_nothing_is_called_utils() -> None:
    assert not [module for module in MODULES if module.stem in {"utils", "util", "helpers", "common"}]
