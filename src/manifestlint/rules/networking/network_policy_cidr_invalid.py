"""NetworkPolicy ranges that are none."""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.model.address import is_strictly_inside, parse_address, parse_network
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import dig, sequence
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.networking._policy import peers

_LEADING_ZERO = re.compile(r"(?:^|\.)0[0-9]+[./]")


@resource_rule(
    "network-policy-cidr-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("NetworkPolicy",),
)
def network_policy_cidr_invalid(resource: Resource) -> Iterator[Problem]:
    """A NetworkPolicy's `ipBlock` has a `cidr` that is none, or an `except` that lies outside.

    The API server refuses it (Kubernetes `pkg/apis/networking/validation/validation.go`,
    `ValidateIPBlock`, v1.35). A range is an address, a slash and a length; a single address is
    `203.0.113.7/32`. What `except` names is a part of the range, and not all of it.

    Before v1.36 addresses inside a range (`10.0.0.1/8`) and leading zeros are taken, and not told; from then
    on they are refused (feature gate StrictIPCIDRValidation).

    It is essential: nothing of it reaches the cluster, and the pods stay open.
    """
    for pointer, peer in peers(resource):
        yield from refusals(resource, _faults((*pointer, "ipBlock"), peer.get("ipBlock")))
        if resource.on(36):
            yield from refusals(resource, _strict_faults((*pointer, "ipBlock"), peer.get("ipBlock")))


def _faults(pointer: Pointer, block: Any) -> Iterator[Fault]:
    written = dig(block, "cidr")
    if not isinstance(written, str):
        return
    outer = parse_network(written)
    if outer is None:
        yield _fault("cidr", written), at(*pointer, "cidr")
        return
    for index, item in enumerate(sequence(block.get("except"))):
        inner = parse_network(item) if isinstance(item, str) else outer
        if inner is None:
            yield _fault("except", item), at(*pointer, "except", index)
        elif isinstance(item, str) and not is_strictly_inside(inner, outer):
            told = "is all of" if inner == outer else "lies outside of"
            yield f"except {item} {told} cidr {written}", at(*pointer, "except", index)


def _strict_faults(pointer: Pointer, block: Any) -> Iterator[Fault]:
    written = [(("cidr",), dig(block, "cidr")), *_excepted(block)]
    for path, item in written:
        network = parse_network(item) if isinstance(item, str) else None
        if network is None:
            continue
        if parse_address(item.partition("/")[0]) != network.network_address:
            yield f"{path[0]} {item} has bits beyond its length, the range is {network}", at(*pointer, *path)
        elif _LEADING_ZERO.search(item):
            yield f"{path[0]} {item} has leading zeros, the range is {network}", at(*pointer, *path)


def _excepted(block: Any) -> Iterator[tuple[Pointer, Any]]:
    for index, item in enumerate(sequence(dig(block, "except"))):
        yield ("except", index), item


def _fault(field: str, written: str) -> str:
    address = parse_address(written)
    hint = f", a single one is {address}/{address.max_prefixlen}" if address else " (address/length)"
    return f'{field} "{written}" is no range of addresses{hint}'
