"""What a claim of devices says of its own requests."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import at
from manifestlint.model.shape import mappings, sequence, text
from manifestlint.rulekit import Fault, Pointer
from manifestlint.rules.scheduling._devices import count_faults, is_attribute_name


def request_names(requests: Any) -> frozenset[str]:
    """The names by which requests may be meant, those of their choices included."""
    names = set()
    for _, request in mappings(requests):
        name = text(request.get("name"))
        names.add(name)
        names.update(f"{name}/{text(one.get('name'))}" for _, one in mappings(request.get("firstAvailable")))
    return frozenset(names)


def constraint_faults(pointer: Pointer, devices: dict[str, Any], names: frozenset[str]) -> Iterator[Fault]:
    """Why constraints and configurations are about no request, or no attribute."""
    yield from count_faults((*pointer, "constraints"), devices.get("constraints"))
    for field in ("constraints", "config"):
        for index, item in mappings(devices.get(field)):
            place = (*pointer, field, index)
            yield from _reference_faults((*place, "requests"), sequence(item.get("requests")), names)
            if field == "constraints":
                yield from _attribute_faults(place, item)


def _reference_faults(pointer: Pointer, given: list[Any], names: frozenset[str]) -> Iterator[Fault]:
    for index, name in enumerate(given):
        if name in given[:index]:
            yield f'request "{name}" is named twice', at(*pointer, index)
        elif isinstance(name, str) and name not in names:
            known = ", ".join(sorted(names)) or "no request"
            yield f'there is no request "{name}", but {known}', at(*pointer, index)


def _attribute_faults(pointer: Pointer, constraint: dict[str, Any]) -> Iterator[Fault]:
    field = "matchAttribute" if constraint.get("matchAttribute") is not None else "distinctAttribute"
    name = constraint.get(field)
    if name is None:
        yield "a constraint has no matchAttribute", at(*pointer)
    elif isinstance(name, str) and not ("/" in name and is_attribute_name(name)):
        yield f'{field} "{name}" is no attribute with its domain, as in example.com/numa', at(*pointer, field)
