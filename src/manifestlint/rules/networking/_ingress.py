"""An Ingress as the API server reads it."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, mapping, mappings
from manifestlint.rulekit import Pointer

GROUP = "networking.k8s.io"
SPEC: Pointer = ("spec",)
Placed = tuple[Pointer, dict[str, Any]]


def is_ingress(resource: Resource) -> bool:
    """Whether this is an Ingress of the version that is served; the older ones had other fields."""
    return (resource.id.group, resource.id.version) == (GROUP, "v1")


def rules(resource: Resource) -> Iterator[Placed]:
    """The rules of an Ingress, each with its place."""
    for index, rule in mappings(resource.get(*SPEC, "rules")):
        yield (*SPEC, "rules", index), rule


def paths(resource: Resource) -> Iterator[Placed]:
    """The paths of all rules, each with its place."""
    for pointer, rule in rules(resource):
        for index, path in mappings(dig(rule, "http", "paths")):
            yield (*pointer, "http", "paths", index), path


def backends(resource: Resource) -> Iterator[Placed]:
    """What an Ingress sends to: the default backend, and those of its paths."""
    default = resource.get(*SPEC, "defaultBackend")
    if isinstance(default, dict):
        yield (*SPEC, "defaultBackend"), default
    for pointer, path in paths(resource):
        if isinstance(path.get("backend"), dict):
            yield (*pointer, "backend"), mapping(path["backend"])
