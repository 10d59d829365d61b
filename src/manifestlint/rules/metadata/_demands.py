"""What a team wants of labels and annotations: `owner`, `email=.+@.+`, `tier!=^test$`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from manifestlint.model.resource import Resource, at, key
from manifestlint.model.shape import dig, strings
from manifestlint.rulekit import Pointer, Problem

SYNTAX = "`key` alone, or `key=expression` with a regular expression that the value must contain a match of"


@dataclass(frozen=True, slots=True)
class Demand:
    """A key, and what its value must match, or must not."""

    key: str
    pattern: re.Pattern[str] | None
    negated: bool

    def meets(self, value: str) -> bool:
        """Whether the value is of the form; without a form every value is."""
        return self.pattern is None or bool(self.pattern.search(value)) is not self.negated


@lru_cache
def demands(written: tuple[str, ...]) -> tuple[Demand, ...]:
    """What is written in an option."""
    return tuple(map(_demand, written))


def _demand(written: str) -> Demand:
    name, is_formed, form = written.partition("=")
    return Demand(name.removesuffix("!"), _compiled(form) if is_formed else None, name.endswith("!"))


def _compiled(form: str) -> re.Pattern[str]:
    try:
        return re.compile(form)
    except re.error:
        return re.compile(re.escape(form))


def unmet(
    resource: Resource, pointer: Pointer, written: tuple[str, ...], kind: str, owner: str = ""
) -> Iterator[Problem]:
    """The demands that the labels or annotations at a place do not meet."""
    there, parent = strings(resource.get(*pointer)), pointer[:-1]
    for demand in demands(written):
        value = there.get(demand.key)
        if value is None:
            name = at(*parent, "name") if dig(resource.data, *parent, "name") else key(*parent)
            yield Problem(f"{resource.id}: {owner}no {kind} {demand.key}", at=name)
        elif demand.pattern and not demand.meets(value):
            reason = f'{kind} {demand.key} is "{value}", and {demand.pattern.pattern} is asked for'
            yield Problem(f"{resource.id}: {owner}{reason}", at=at(*pointer, demand.key))
