"""Entries for /etc/hosts that no resolver could read."""

from collections.abc import Iterator

from manifestlint.model.address import parse_address
from manifestlint.model.names import DNS_SUBDOMAIN, is_dns_subdomain
from manifestlint.model.shape import mappings, sequence
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule


@workload_rule("host-alias-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def host_alias_invalid(workload: Workload) -> Iterator[Problem]:
    """A pod's `hostAliases` have an address or a host name that cannot be one.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateHostAliases`,
    v1.35): `ip` is an IPv4 or IPv6 address, and `hostnames` are DNS subdomains: no upper case, no `_`, no
    `*`, no port and no scheme.

    It is essential: nothing of it reaches the cluster.
    """
    for index, alias in mappings(workload.pod.get("hostAliases")):
        pointer = (*workload.pod_pointer, "hostAliases", index)
        ip = alias.get("ip")
        if isinstance(ip, str) and parse_address(ip) is None:
            yield refused(workload, f'"{ip}" in hostAliases is no IP address', At((*pointer, "ip")))
        for place, host in enumerate(sequence(alias.get("hostnames"))):
            if isinstance(host, str) and not is_dns_subdomain(host):
                reason = f'"{host}" in hostAliases is no host name ({DNS_SUBDOMAIN})'
                yield refused(workload, reason, At((*pointer, "hostnames", place)))
