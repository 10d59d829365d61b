"""Devices that pods claim: what their claims, classes and slices have in common."""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import DRIVER_NAME, is_driver_name
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mapping, mappings, sequence
from manifestlint.rulekit import Fault, Pointer

MOST_ITEMS = 32
_GROUP = "resource.k8s.io"
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}")


def is_device_api(resource: Resource) -> bool:
    """Whether this is Kubernetes' own dynamic resource allocation."""
    return resource.id.group == _GROUP


def is_attribute_name(name: str) -> bool:
    """Whether an attribute can be called so: an identifier of C, with an optional domain before it."""
    domain, slash, last = name.rpartition("/")
    return bool(_IDENTIFIER.fullmatch(last)) and (not slash or is_driver_name(domain))


def selector_faults(pointer: Pointer, selectors: Any) -> Iterator[Fault]:
    """Why selectors select no devices."""
    yield from count_faults(pointer, selectors)
    for index, selector in mappings(selectors):
        if selector.get("cel") is None:
            yield "a selector has no cel", at(*pointer, index)
        elif mapping(selector["cel"]).get("expression") == "":
            yield "a selector has an empty expression", at(*pointer, index, "cel", "expression")


def config_faults(pointer: Pointer, config: Any) -> Iterator[Fault]:
    """Why a driver would not be told its configuration."""
    yield from count_faults(pointer, config)
    for index, item in mappings(config):
        opaque = item.get("opaque")
        if opaque is None:
            yield "a configuration has no opaque", at(*pointer, index)
            continue
        driver, parameters = mapping(opaque).get("driver"), mapping(opaque).get("parameters")
        if isinstance(driver, str) and not is_driver_name(driver):
            yield f'no driver is named "{driver}" ({DRIVER_NAME})', at(*pointer, index, "opaque", "driver")
        if parameters is not None and not isinstance(parameters, dict):
            yield "parameters is no mapping", at(*pointer, index, "opaque", "parameters")


def count_faults(pointer: Pointer, items: Any, most: int = MOST_ITEMS) -> Iterator[Fault]:
    """Why a list is too long."""
    count = len(sequence(items))
    if count > most:
        yield f"{count} {pointer[-1]} are more than {most}", at(*pointer)
