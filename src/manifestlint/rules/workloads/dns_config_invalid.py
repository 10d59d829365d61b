"""Pods that cannot look up names as they are told to."""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.model.address import parse_address
from manifestlint.model.shape import mappings, sequence
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, workload_rule

_LABEL = r"_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?"
_SEARCH = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_LONGEST_NAME = 253
_MOST_SERVERS, _MOST_SEARCHES, _MOST_LETTERS = 3, 32, 2048


@workload_rule("dns-config-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def dns_config_invalid(workload: Workload) -> Iterator[Problem]:
    """A pod's DNS settings lack a name server, have too much, or have what is no address or domain.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validatePodDNSConfig`,
    v1.35). With `dnsPolicy: None` nothing is added to `dnsConfig`, so it must name a server. There are at
    most 3 `nameservers`, which are IP addresses, and at most 32 `searches` of 2048 characters together,
    which are domains. Each of the `options` has a name.

    It is essential: nothing of it reaches the cluster.
    """
    config, pointer = workload.pod.get("dnsConfig"), (*workload.pod_pointer, "dnsConfig")
    if config is None and workload.pod.get("dnsPolicy") == "None":
        place = At((*workload.pod_pointer, "dnsPolicy"))
        yield from refusals(workload, [("dnsPolicy None needs a dnsConfig with a name server", place)])
    if isinstance(config, dict):
        if workload.pod.get("dnsPolicy") == "None" and config.get("nameservers") in (None, []):
            reason = "dnsPolicy None needs a name server in dnsConfig"
            yield from refusals(workload, [(reason, At(pointer, on="key"))])
        yield from refusals(workload, _faults(config, pointer))


def _faults(config: dict[str, Any], pointer: Pointer) -> Iterator[Fault]:
    servers, searches = sequence(config.get("nameservers")), sequence(config.get("searches"))
    if len(servers) > _MOST_SERVERS:
        reason = f"dnsConfig has {len(servers)} nameservers, and at most {_MOST_SERVERS} are taken"
        yield reason, At((*pointer, "nameservers"), on="key")
    for index, server in enumerate(servers):
        if isinstance(server, str) and parse_address(server) is None:
            yield f'nameserver "{server}" is no IP address', At((*pointer, "nameservers", index))
    if len(searches) > _MOST_SEARCHES or sum(len(str(item)) + 1 for item in searches) - 1 > _MOST_LETTERS:
        reason = (
            f"dnsConfig has more searches than {_MOST_SEARCHES}, or more letters in them than {_MOST_LETTERS}"
        )
        yield reason, At((*pointer, "searches"), on="key")
    for index, search in enumerate(searches):
        if isinstance(search, str) and search != "." and not _is_domain(search.removesuffix(".")):
            yield f'"{search}" in searches is no domain', At((*pointer, "searches", index))
    for index, option in mappings(config.get("options")):
        if option.get("name") in (None, ""):
            yield "an option of dnsConfig has no name", At((*pointer, "options", index))


def _is_domain(search: str) -> bool:
    return len(search) <= _LONGEST_NAME and bool(_SEARCH.fullmatch(search))
