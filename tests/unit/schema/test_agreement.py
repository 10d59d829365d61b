"""Two engines, one verdict: jsonschema is the second opinion."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from manifestlint.schema.compiled import Compiled
from manifestlint.schema.formats import FORMATS
from manifestlint.schema.lifecycle import published
from manifestlint.schema.serverside import server_schema
from manifestlint.schema.versions import choose
from tests.unit.schema.samples import OBJECTS

CHECKER = FormatChecker(formats=())
for _name, _check in FORMATS.items():
    CHECKER.checks(_name)(lambda value, check=_check: not isinstance(value, str) or check(value))

SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**33), 2**33) | st.sampled_from([0.5, 2.0, 2**63, -1e3])
    | st.text("ab1-.:/ ", max_size=5) | st.sampled_from(["8080", "25%", "aGVsbG8=", "2026-01-31T12:00:00Z"])
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["name", "a"]), inner),
    max_leaves=4,
)


def validator(data: Any) -> tuple[Compiled, Draft202012Validator]:
    group, _, version = data["apiVersion"].rpartition("/")
    schema = server_schema(published(choose(None)), (group, version, data["kind"]))
    return Compiled(schema), Draft202012Validator(schema, format_checker=CHECKER)


ENGINES = [validator(data) for data in OBJECTS]


def mutate(data: Any, draw: Any) -> Any:
    """Another value, another key or one less, at some place."""
    if isinstance(data, dict) and data and draw(st.integers(0, 5)):
        key = draw(st.sampled_from(sorted(data)))
        data[key] = mutate(data[key], draw)
        return data
    if isinstance(data, list) and data and draw(st.integers(0, 5)):
        index = draw(st.integers(0, len(data) - 1))
        data[index] = mutate(data[index], draw)
        return data
    if isinstance(data, dict) and data:
        key = draw(st.sampled_from(sorted(data)))
        value = data.pop(key)
        return (
            data if draw(st.booleans()) else {**data, draw(st.sampled_from([key, key + "s", "name"])): value}
        )
    return draw(VALUES)


@pytest.mark.parametrize("index", range(len(OBJECTS)), ids=lambda index: OBJECTS[index]["kind"])
def test_both_take_what_is_right(index: int) -> None:
    ours, theirs = ENGINES[index]
    assert ours.is_valid(OBJECTS[index])
    assert theirs.is_valid(OBJECTS[index])


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_both_engines_agree_and_whatever_is_refused_is_told(data: Any) -> None:
    index = data.draw(st.integers(0, len(OBJECTS) - 1))
    mutant = deepcopy(OBJECTS[index])
    for _ in range(data.draw(st.integers(1, 3))):
        mutant = mutate(mutant, data.draw)
    ours, theirs = ENGINES[index]
    assert ours.is_valid(mutant) is theirs.is_valid(mutant)
    assert bool(list(ours.faults(mutant))) is not ours.is_valid(mutant)
