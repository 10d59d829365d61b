"""Label selectors mean what the API server means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.model.selector import label_selector, plain_selector

LABELS = st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz"))


@pytest.mark.parametrize(
    ("expression", "labels", "matches"),
    [
        ({"key": "a", "operator": "In", "values": ["x", "y"]}, {"a": "y"}, True),
        ({"key": "a", "operator": "In", "values": ["x"]}, {}, False),
        ({"key": "a", "operator": "NotIn", "values": ["x"]}, {}, True),
        ({"key": "a", "operator": "NotIn", "values": ["x"]}, {"a": "x"}, False),
        ({"key": "a", "operator": "Exists"}, {"a": ""}, True),
        ({"key": "a", "operator": "DoesNotExist"}, {"a": ""}, False),
        ({"key": "a", "operator": "Unheard"}, {"a": "x"}, False),
    ],
)
def test_expressions(expression: dict[str, object], labels: dict[str, str], matches: bool) -> None:
    assert label_selector({"matchExpressions": [expression]}).matches(labels) is matches


@given(LABELS, LABELS)
def test_equalities_select_supersets(wanted: dict[str, str], labels: dict[str, str]) -> None:
    expected = wanted.items() <= labels.items()
    assert plain_selector(wanted).matches(labels) is expected
    assert label_selector({"matchLabels": wanted}).matches(labels) is expected
    assert bool(plain_selector(wanted).unmet(labels)) is not expected


def test_empty_selects_everything_and_wrong_shapes_are_nothing() -> None:
    assert label_selector({}).matches({})
    assert label_selector({"matchLabels": ["a"], "matchExpressions": {"a": 1}}).requirements == ()


def test_as_people_write_it() -> None:
    data = {"matchLabels": {"a": "x"}, "matchExpressions": [{"key": "b", "operator": "Exists"}]}
    assert str(label_selector(data)) == "a=x,b"
