"""Places at which two values differ."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.core.place import Pointer
from manifestlint.model.difference import differences

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("old", "new", "pointers"),
    [
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}}, [("a", "c")]),
        ({"a": 1}, {"b": 1}, [("a",), ("b",)]),
        ([1, {"a": 1}], [1, {"a": 2}], [(1, "a")]),
        ([1], [1, 2], [()]),
        (1, True, [()]),
        (1, "1", [()]),
        (math.nan, math.nan, []),
    ],
)
def test_pointers(old: Any, new: Any, pointers: list[Pointer]) -> None:
    assert list(differences(old, new)) == pointers


@given(VALUES)
def test_nothing_differs_from_itself(value: Any) -> None:
    assert not list(differences(value, value))


@given(VALUES, VALUES)
def test_it_goes_both_ways(old: Any, new: Any) -> None:
    assert set(differences(old, new)) == set(differences(new, old))
