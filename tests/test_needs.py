"""A rule that says which keys it needs has nothing to say of objects without them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from manifestlint.core.rule import Scope
from manifestlint.model.resource import Resource, read_resources
from manifestlint.model.shape import keys_in
from manifestlint.model.workload import as_workload
from manifestlint.rulekit.rule import Rule
from manifestlint.rules import CATALOGUE
from manifestlint.source import Limits, Unreadable, read

FIXTURES = Path(__file__).parent / "rules"
NEEDY = [CATALOGUE.rule(info.id) for info in CATALOGUE.infos.values() if info.needs]


@cache
def _objects() -> tuple[Resource, ...]:
    return tuple(_read())


def _read() -> Iterator[Resource]:
    for path in sorted(FIXTURES.rglob("*.yaml")):
        try:
            source = read(path.name, path.read_bytes(), Limits())
        except Unreadable:
            continue
        for document in source.documents:
            yield from read_resources(document.data, path.name, document.index)


def _subjects(rule: Rule, resource: Resource) -> Iterator[Any]:
    workload = as_workload(resource)
    match rule.info.scope:
        case Scope.RESOURCE:
            yield resource
        case Scope.WORKLOAD if workload:
            yield workload
        case Scope.CONTAINER if workload:
            yield from workload.containers()


@pytest.mark.parametrize("rule", NEEDY, ids=lambda rule: rule.id)
def test_nothing_is_missed(rule: Rule) -> None:
    judge, kinds = rule.ready({}), rule.info.kinds
    others = [each for each in _objects() if keys_in(each.data).isdisjoint(rule.needs)]
    assert others
    for resource in others:
        for subject in _subjects(rule, resource) if not kinds or resource.id.kind in kinds else ():
            assert not list(judge(subject) or ()), resource.origin.path
