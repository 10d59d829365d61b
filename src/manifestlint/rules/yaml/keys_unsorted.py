"""Keys in another order than the alphabet's."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from manifestlint.model.resource import Resource, key
from manifestlint.rulekit import Pointer, Problem, Profile, Severity, resource_rule

Place = tuple[Pointer, str, str]


@resource_rule(
    "keys-unsorted",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": "sorted-keys"},
)
def keys_unsorted(resource: Resource) -> Iterator[Problem]:
    """An object's keys are not in alphabetical order.

    Sorted files are easier to compare with each other and with what tools print. Every mapping counts, down
    to the last one, also in lists; the lists themselves are left alone, for their order has a meaning. Each
    object is told once, at its first key that stands too late.

    It is strict because most people write the name of a thing first.
    """
    found = _first(resource.data, ())
    if found:
        pointer, name, before = found
        text = f'{resource.id}: keys are not in alphabetical order, "{name}" stands after "{before}"'
        yield Problem(text, at=key(*pointer, name))


def _first(data: Any, pointer: Pointer) -> Place | None:
    if isinstance(data, dict):
        if list(data) != sorted(data):
            before, name = next(pair for pair in pairwise(data) if pair[1] < pair[0])
            return pointer, name, before
        items: Any = data.items()
    elif isinstance(data, list):
        items = enumerate(data)
    else:
        return None
    for name, value in items:
        found = _first(value, (*pointer, name)) if isinstance(value, (dict, list)) else None
        if found:
            return found
    return None
