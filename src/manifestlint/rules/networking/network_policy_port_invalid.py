"""NetworkPolicy ports that do not exist."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.names import PORT_NAME, is_port_name, is_port_number
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer
from manifestlint.rulekit import (
    Fault,
    Pointer,
    Problem,
    Profile,
    Safety,
    Severity,
    refusals,
    resource_rule,
    respelt,
)
from manifestlint.rules.networking._endpoint import PROTOCOLS
from manifestlint.rules.networking._policy import ports


@resource_rule(
    "network-policy-port-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=("NetworkPolicy",),
)
def network_policy_port_invalid(resource: Resource) -> Iterator[Problem]:
    """A NetworkPolicy allows a port that cannot be one, or an `endPort` without a fitting `port`.

    The API server refuses it (Kubernetes `pkg/apis/networking/validation/validation.go`,
    `ValidateNetworkPolicyPort`, v1.35). A port is a number between 1 and 65535, or the name of a container's
    port; a number in quotes is a name without a letter. `endPort` needs a numeric `port` that is not larger.
    Protocols are TCP, UDP and SCTP, in upper case.

    It is essential: nothing of it reaches the cluster, and the pods stay open.
    """
    for pointer, port in ports(resource):
        yield from refusals(resource, _faults(pointer, port))


def _faults(pointer: Pointer, entry: dict[str, Any]) -> Iterator[Fault]:
    port, end, place = entry.get("port"), integer(entry.get("endPort")), at(*pointer, "port")
    unknown = stranger(entry, ("protocol",), PROTOCOLS)
    if unknown:
        written = at(*pointer, "protocol")
        yield f"{unknown}", written, respelt(unknown, written)
    number = integer(port)
    if isinstance(port, str) and port.isdecimal():
        yield f'port "{port}" in quotes is a name, and a name has a letter', place
    elif isinstance(port, str) and not is_port_name(port):
        yield f'port "{port}" cannot be a name ({PORT_NAME})', place
    elif number is not None and not is_port_number(number):
        yield f"port {number} is not between 1 and 65535", place
    if end is None:
        return
    end_place = at(*pointer, "endPort")
    if port is None or isinstance(port, str):
        yield f"endPort {end} needs a port that is a number", end_place
    elif number is not None and end < number:
        yield f"endPort {end} is smaller than port {number}", end_place
    elif not is_port_number(end):
        yield f"endPort {end} is not between 1 and 65535", end_place
