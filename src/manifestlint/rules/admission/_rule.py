"""Which requests a webhook or a policy is asked about."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.resource import at
from manifestlint.model.shape import sequence
from manifestlint.rulekit import Fault, Pointer

_LISTS = ("operations", "apiGroups", "apiVersions", "resources")
_ALL = "*"
_OPERATIONS = (_ALL, "CONNECT", "CREATE", "DELETE", "UPDATE")


def rule_faults(pointer: Pointer, rule: dict[str, Any]) -> Iterator[Fault]:
    """Why a rule about requests is none (`validateRuleWithOperations`)."""
    for field in _LISTS:
        items = sequence(rule.get(field))
        alone = "*/*" if field == "resources" else _ALL
        if rule.get(field) in (None, []):
            yield f"a rule has no {field}", at(*pointer, field)
        elif alone in items and len(items) > 1:
            yield f"{alone} stands alone in {field}", at(*pointer, field)
        if field != "apiGroups" and "" in items:
            yield f"{field} has an empty item", at(*pointer, field, items.index(""))
    for index in range(len(sequence(rule.get("operations")))):
        unknown = stranger(rule, ("operations", index), _OPERATIONS)
        if unknown:
            yield f"{unknown}", at(*pointer, *unknown.pointer)
    unknown = stranger(rule, ("scope",), (_ALL, "Cluster", "Namespaced"))
    if unknown:
        yield f"{unknown}", at(*pointer, "scope")
    yield from _resource_faults((*pointer, "resources"), rule.get("resources"))


def _resource_faults(pointer: Pointer, resources: Any) -> Iterator[Fault]:
    """Resources that another one of the list has in it (`validateResources`)."""
    names = [name for name in sequence(resources) if isinstance(name, str)]
    plain = [name for name in names if name and "/" not in name]
    if _ALL in plain and plain[-1] != _ALL:
        yield f"beside {_ALL}, {plain[-1]} says nothing new", at(*pointer, names.index(plain[-1]))
    seen: set[str] = set()
    for index, name in enumerate(names):
        kind, slash, part = name.partition("/")
        wider = next((one for one in (f"{kind}/{_ALL}", f"{_ALL}/{part}") if slash and one in seen), "")
        if wider and f"{_ALL}/{_ALL}" not in names:
            yield f"after {wider}, {name} says nothing new", at(*pointer, index)
        seen.add(name)
