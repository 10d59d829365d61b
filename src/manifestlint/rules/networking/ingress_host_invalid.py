"""Ingress hosts that no request can ask for."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.address import parse_address
from manifestlint.model.names import DNS_SUBDOMAIN, is_dns_subdomain, is_wildcard_subdomain
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings, sequence
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.networking._ingress import SPEC, is_ingress, rules


@resource_rule(
    "ingress-host-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Ingress",),
)
def ingress_host_invalid(resource: Resource) -> Iterator[Problem]:
    """An Ingress host is no host name, or the Secret under `tls` has no possible name.

    The API server refuses it (Kubernetes `pkg/apis/networking/validation/validation.go`,
    `validateIngressRules` and `validateIngressTLS`, v1.35), in a rule and under `tls`. A host has
    lower-case letters, digits, `-` and `.`: no scheme, no port, no path, no underscore, no upper case. A
    wildcard stands for the whole first label: `*.example.com`, neither `web-*.example.com` nor `*`. The
    host of a rule is no IP address.

    To match every host, leave it out.

    It is essential: nothing of it reaches the cluster.
    """
    if is_ingress(resource):
        yield from refusals(resource, _faults(resource))


def _faults(resource: Resource) -> Iterator[Fault]:
    for pointer, rule in rules(resource):
        host = rule.get("host")
        if isinstance(host, str) and host and parse_address(host):
            yield f"host {host} is an IP address, not a host name", at(*pointer, "host")
        elif host and (fault := _host_fault(host)):
            yield fault, at(*pointer, "host")
    for index, entry in mappings(resource.get(*SPEC, "tls")):
        for number, host in enumerate(sequence(entry.get("hosts"))):
            if fault := _host_fault(host):
                yield f"under tls {fault}", at(*SPEC, "tls", index, "hosts", number)
        secret = entry.get("secretName")
        if isinstance(secret, str) and secret and not is_dns_subdomain(secret):
            reason = f'under tls secretName "{secret}" can be the name of no Secret ({DNS_SUBDOMAIN})'
            yield reason, at(*SPEC, "tls", index, "secretName")


def _host_fault(host: Any) -> str:
    if not isinstance(host, str) or is_dns_subdomain(host) or is_wildcard_subdomain(host):
        return ""
    if "*" in host:
        return f'host "{host}" is no wildcard, which is "*." and a host name'
    return f'host "{host}" is no host name ({DNS_SUBDOMAIN})'
