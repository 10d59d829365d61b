"""What editors get to see."""

import json

import jsonschema
import pytest

from manifestlint.config.schema import policyset_schema
from manifestlint.config.validate import Validator
from manifestlint.source import read
from tests.unit.config.samples import HEAD, KNOWN
from tests.unit.config.test_load import SPEC_MISTAKES

SCHEMA = policyset_schema(KNOWN)
RULES = SCHEMA["$defs"]["rules"]["properties"]
OF_GITIGNORE = {"bad pattern", "idle pattern"}
"""Mistakes in a format that no editor knows."""


@pytest.mark.parametrize("name", sorted(SPEC_MISTAKES.keys() - OF_GITIGNORE))
def test_an_editor_refuses_what_the_schema_refuses_here(name: str) -> None:
    text = SPEC_MISTAKES[name][0].replace("\n", "\n  ")
    (document,) = read("p.yaml", f"{HEAD}spec:\n  {text}\n".encode()).documents
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    editor = jsonschema.Draft202012Validator(json.loads(json.dumps(SCHEMA)), format_checker=checker)
    assert editor.is_valid(document.data) == Validator(KNOWN).accepts(document.data)


def test_every_rule_has_its_description_and_default() -> None:
    switch, settings = RULES["image-tag-mutable"]["anyOf"]
    assert (
        RULES["image-tag-mutable"]["description"]
        == "Something is wrong with image-tag-mutable.\n\nWhat to do."
    )
    assert switch == {"$ref": "#/$defs/switch"}
    assert settings["properties"]["severity"]["default"] == "warning"


def test_options_are_those_of_the_rule() -> None:
    options = RULES["image-tag-unexpected"]["anyOf"][1]["properties"]["options"]
    assert options["properties"]["allowed"] == {
        "type": "string",
        "description": "Form of a tag.",
        "format": "regex",
        "default": "",
    }
    assert options["additionalProperties"] is False


def test_a_rule_without_options_takes_none() -> None:
    assert set(RULES["image-tag-mutable"]["anyOf"][1]["properties"]) == {"severity", "suppressible"}


def test_a_former_name_is_accepted_and_marked() -> None:
    assert RULES["image-tag-strange"] == {
        "$ref": "#/$defs/rules/properties/image-tag-unexpected",
        "deprecated": True,
    }


def test_every_field_of_the_spec_is_described() -> None:
    for name, field in SCHEMA["properties"]["spec"]["properties"].items():
        assert "description" in field or "$ref" in field, name


def test_each_call_gives_a_schema_of_its_own() -> None:
    policyset_schema(KNOWN)["properties"].clear()
    assert policyset_schema(KNOWN) == SCHEMA
