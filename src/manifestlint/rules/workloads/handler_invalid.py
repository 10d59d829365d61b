"""Probes and lifecycle hooks that cannot be carried out."""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import PORT_NAME, is_port_name, is_port_number
from manifestlint.model.shape import dig, integer, mappings
from manifestlint.model.workload import Container
from manifestlint.rulekit import Fault, Problem, Profile, Severity, container_rule, refusals
from manifestlint.rules.workloads._handlers import Handler, hooks, probes

_HEADER = re.compile(r"[-A-Za-z0-9]+")
_GRACE = 30
"""Seconds (`pkg/apis/core/v1/defaults.go`, `SetDefaults_PodSpec`, v1.35)."""


@container_rule("handler-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def handler_invalid(container: Container) -> Iterator[Problem]:
    """A probe or a lifecycle hook has no command, an impossible port or header, or sleeps too long.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateHandler`,
    v1.35). `exec` needs a command. A port is a number between 1 and 65535 or the name of a port, and a name
    has a letter: `"8080"` in quotes is a name without one. Header names consist of letters, digits and `-`.
    A `sleep` ends within `terminationGracePeriodSeconds`, which is 30 where it is left out.

    It is essential: nothing of it reaches the cluster.
    """
    for handler in probes(container):
        yield from refusals(container, _faults(container, handler))
    for handler in hooks(container):
        yield from refusals(container, (*_faults(container, handler), *_sleep_faults(container, handler)))


def _faults(container: Container, handler: Handler) -> Iterator[Fault]:
    pointer, data = handler
    command = dig(data, "exec", "command")
    if isinstance(data.get("exec"), dict) and command in (None, []):
        yield f"exec of {pointer[-1]} has no command", container.at(*pointer, "exec", "command")
    for action in ("httpGet", "tcpSocket", "grpc"):
        reason = _port_fault(dig(data, action, "port"), named=action != "grpc")
        if reason:
            yield f"{pointer[-1]}: {reason}", container.at(*pointer, action, "port")
    for index, header in mappings(dig(data, "httpGet", "httpHeaders")):
        name = header.get("name")
        if isinstance(name, str) and not _HEADER.fullmatch(name):
            place = container.at(*pointer, "httpGet", "httpHeaders", index, "name")
            yield f'{pointer[-1]}: "{name}" is no name of a header (letters, digits and "-")', place


def _port_fault(port: Any, *, named: bool) -> str:
    if named and isinstance(port, str):
        if port.isdecimal():
            return f'port "{port}" in quotes is a name, and a name has a letter'
        return "" if is_port_name(port) else f'port "{port}" is no port name ({PORT_NAME})'
    number = integer(port)
    if number is None or is_port_number(number):
        return ""
    return f"port {number} is not between 1 and 65535"


def _sleep_faults(container: Container, handler: Handler) -> Iterator[Fault]:
    pointer, data = handler
    seconds = integer(dig(data, "sleep", "seconds"))
    grace = integer(container.workload.pod.get("terminationGracePeriodSeconds"))
    grace = _GRACE if grace is None else grace
    if seconds is not None and not 0 <= seconds <= grace:
        reason = f"{pointer[-1]} sleeps {seconds} seconds, and the pod has {grace} seconds to end"
        yield reason, container.at(*pointer, "sleep", "seconds")
