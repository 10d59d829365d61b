"""What no schema can say about a PolicySet."""

from dataclasses import dataclass

import pytest

from manifestlint.config.coherence import incoherences
from manifestlint.rulekit.options import option
from tests.unit.config.samples import rule


@dataclass(frozen=True)
class LabelOptions:
    labels: tuple[str, ...] = option((), "Keys.", needed=True)
    prefixes: tuple[str, ...] = option((), "Beginnings of keys.", needed=True)
    kinds: tuple[str, ...] = option((), "Kinds.")


KNOWN = {"label-missing": rule("label-missing", options=LabelOptions)}


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("on", True),
        ({"options": {"kinds": ["Pod"]}}, True),
        ({"options": {"labels": ["owner"]}}, False),
        ({"options": {"prefixes": ["acme/"]}}, False),
        ("off", False),
        (False, False),
        ({"severity": "off"}, False),
    ],
)
def test_a_rule_needs_one_of_the_options_without_which_it_is_silent(setting: object, told: bool) -> None:
    mistakes = list(incoherences({"spec": {"rules": {"label-missing": setting}}}, KNOWN))
    assert [mistake.message for mistake in mistakes] == told * [
        'rule label-missing says nothing without its option "labels" or "prefixes"; give it, or write off'
    ]


def test_an_option_may_be_given_for_some_objects_alone() -> None:
    override = {"match": {"kinds": ["Pod"]}, "rules": {"label-missing": {"options": {"labels": ["owner"]}}}}
    document = {"spec": {"rules": {"label-missing": "on"}, "overrides": [override]}}
    assert not list(incoherences(document, KNOWN))
