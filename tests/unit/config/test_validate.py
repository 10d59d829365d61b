"""One schema, two engines: they must never disagree, and what passes must be usable."""

import copy
import sys
from typing import Any

import jsonschema
import pytest
from hypothesis import event, given, settings

from manifestlint.config.build import Builder
from manifestlint.config.explain import explain
from manifestlint.config.select import Selection
from manifestlint.config.validate import Validator
from manifestlint.core.finding import Excerpt
from manifestlint.core.place import At, Pointer, Position, Span
from tests.unit.config.samples import KNOWN, documents, junk

VALIDATOR = Validator(KNOWN)
EMPTY = {"apiVersion": "manifestlint.dev/v1", "kind": "PolicySet", "spec": {}}
NOWHERE = Span(Position(1, 1, 0), Position(1, 1, 0)), Excerpt(1, ("",))


def unwritten(_: Pointer) -> str:
    return ""


def explained(document: Any) -> list[At]:
    return [mistake.at for mistake in explain(document, VALIDATOR.schema, unwritten)]


@settings(max_examples=400, deadline=None)
@given(documents())
def test_both_engines_agree_on_policysets(document: dict[str, Any]) -> None:
    accepted = VALIDATOR.accepts(document)
    event(f"accepted: {accepted}")
    assert accepted == (not explained(document))


@settings(deadline=None)
@given(junk)
def test_both_engines_agree_on_anything(document: Any) -> None:
    assert VALIDATOR.accepts(document) == (not explained(document))


@settings(max_examples=300, deadline=None)
@given(documents())
def test_what_is_accepted_can_be_used(document: dict[str, Any]) -> None:
    before = copy.deepcopy(document)
    if VALIDATOR.mistakes(document, unwritten):
        return
    policy = Builder("policies/x.yaml", "", KNOWN, lambda _: NOWHERE).build(document)
    assert set(policy.rules) <= set(KNOWN)
    assert len(policy.overrides) == len(document["spec"].get("overrides", ()))
    assert Selection(policy, KNOWN).rules_on <= set(KNOWN)
    assert document == before


@settings(max_examples=300, deadline=None)
@given(documents())
def test_every_mistake_lies_in_the_document(document: dict[str, Any]) -> None:
    for mistake in VALIDATOR.mistakes(document, unwritten):
        value: Any = document
        for part in mistake.at.pointer:
            value = value[part]
        assert mistake.message
        assert mistake.message.isprintable()


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(VALIDATOR.schema)


def test_a_text_that_no_engine_can_read_is_refused() -> None:
    document = {**EMPTY, "spec": {"rules": {"image-tag-unexpected": {"options": {"allowed": "\ud800"}}}}}
    assert not VALIDATOR.accepts(document)
    assert VALIDATOR.mistakes(document, unwritten)


def test_a_valid_policyset_needs_no_slow_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "manifestlint.config.explain", None)
    assert VALIDATOR.mistakes(EMPTY, unwritten) == []
