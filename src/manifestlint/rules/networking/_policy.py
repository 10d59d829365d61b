"""A NetworkPolicy as the API server reads it."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import mappings
from manifestlint.rulekit import Pointer

GROUP = "networking.k8s.io"
_PEERS = {"ingress": "from", "egress": "to"}
Placed = tuple[Pointer, dict[str, Any]]


def peers(resource: Resource) -> Iterator[Placed]:
    """Whom the rules of a NetworkPolicy allow, each with its place; nobody in other projects' kinds."""
    for pointer, rule in _rules(resource):
        field = _PEERS[str(pointer[1])]
        for index, peer in mappings(rule.get(field)):
            yield (*pointer, field, index), peer


def ports(resource: Resource) -> Iterator[Placed]:
    """The ports that the rules allow, each with its place."""
    for pointer, rule in _rules(resource):
        for index, port in mappings(rule.get("ports")):
            yield (*pointer, "ports", index), port


def _rules(resource: Resource) -> Iterator[Placed]:
    if resource.id.group == GROUP:
        for direction in _PEERS:
            for index, rule in mappings(resource.get("spec", direction)):
                yield ("spec", direction, index), rule
