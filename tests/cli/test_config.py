"""`manifestlint config`: what editors complete and underline by."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from manifestlint.rules import CATALOGUE
from manifestlint.source import read
from tests.cli.conftest import CLEAN, Run, Write

ROOT = Path(__file__).parents[2]


@pytest.fixture
def schema(run: Run) -> Any:
    return json.loads(run("config", "schema").stdout)


def test_it_is_a_schema_with_a_name_that_stays(schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == "https://manifestlint.dev/schema/v1/policyset.json"


def test_editors_can_complete_every_rule(schema: Any) -> None:
    rules = schema["$defs"]["rules"]["properties"]
    assert set(CATALOGUE.infos) <= set(rules)
    for info in CATALOGUE.infos.values():
        assert rules[info.id]["description"].startswith(info.summary)
    excepted = schema["$defs"]["exception"]["properties"]["rule"]
    described = dict(zip(excepted["enum"], excepted["enumDescriptions"], strict=True))
    assert described["image-tag-mutable"] == CATALOGUE.infos["image-tag-mutable"].summary
    allowed = rules["image-tag-unexpected"]["anyOf"][1]["properties"]["options"]["properties"]["allowed"]
    assert allowed["format"] == "regex"


def shown() -> dict[str, str]:
    """The PolicySets that people copy from here."""
    found = {"policies": (ROOT / "policies" / "manifestlint.yaml").read_text(encoding="utf-8")}
    for page in (ROOT / "README.md", *ROOT.glob("docs/*.md")):
        blocks = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        found |= {
            f"{page.name} {number}": text for number, text in enumerate(blocks) if "kind: PolicySet" in text
        }
    return found


def test_what_people_copy_is_valid(schema: Any) -> None:
    sets = shown()
    assert "policies" in sets
    assert any(name.startswith("README.md") for name in sets)
    for text in sets.values():
        (document,) = read("p.yaml", text.encode()).documents
        jsonschema.validate(document.data, schema, jsonschema.Draft202012Validator)


def test_it_may_lie_beside_the_policyset(run: Run, write: Write) -> None:
    write("policies/policyset.schema.json", run("config", "schema").stdout)
    policyset = "apiVersion: manifestlint.dev/v1\nkind: PolicySet\nspec: {}\n"
    write("policies/team.yaml", f"# yaml-language-server: $schema=policyset.schema.json\n{policyset}")
    write("web.yaml", CLEAN)
    result = run("check")
    assert result.exit_code == 0, result.output
