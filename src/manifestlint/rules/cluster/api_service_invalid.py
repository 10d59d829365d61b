"""API services that no one is sent to."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import (
    DNS_1035_LABEL,
    DNS_SUBDOMAIN,
    is_dns_1035_label,
    is_dns_subdomain,
    is_port_number,
)
from manifestlint.model.resource import Resource, at, key
from manifestlint.model.shape import integer, mapping, text
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule

_GROUP = "apiregistration.k8s.io"
_PRIORITIES = {"groupPriorityMinimum": 20_000, "versionPriority": 1_000}


@resource_rule(
    "api-service-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("APIService",),
)
def api_service_invalid(resource: Resource) -> Iterator[Problem]:
    """An APIService is not called after its version and group, or cannot be asked.

    The API server refuses it (kube-aggregator `pkg/apis/apiregistration/validation/validation.go`,
    `ValidateAPIService`, v1.35). The name is `<spec.version>.<spec.group>`. `groupPriorityMinimum` lies
    between 1 and 20,000, `versionPriority` between 1 and 1,000. A `service` has a name, a namespace and a
    port; without one there is no `caBundle` and no `insecureSkipTLSVerify`, and the two exclude each other.

    It is essential: nothing of it reaches the cluster.
    """
    spec = resource.get("spec")
    if resource.id.group == _GROUP and isinstance(spec, dict):
        yield from refusals(resource, _name_faults(resource, spec))
        yield from refusals(resource, _priority_faults(spec))
        yield from refusals(resource, _service_faults(spec))


def _name_faults(resource: Resource, spec: dict[str, Any]) -> Iterator[Fault]:
    group, version, name = text(spec.get("group")), text(spec.get("version")), resource.id.name
    if name and resource.get("metadata", "name") == name and name != f"{version}.{group}":
        yield f'its name must be "{version}.{group}", from its version and group', at("metadata", "name")
    if not is_dns_1035_label(version):
        yield f'version "{version}" is no label ({DNS_1035_LABEL})', at("spec", "version")
    if group and not is_dns_subdomain(group):
        yield f'group "{group}" is no domain ({DNS_SUBDOMAIN})', at("spec", "group")
    elif not group and version != "v1":
        yield "there is no group", key("spec")


def _priority_faults(spec: dict[str, Any]) -> Iterator[Fault]:
    for field, most in _PRIORITIES.items():
        priority = integer(spec.get(field))
        if priority is not None and not 0 < priority <= most:
            yield f"{field} {priority} is not between 1 and {most}", at("spec", field)


def _service_faults(spec: dict[str, Any]) -> Iterator[Fault]:
    service, blind, bundle = spec.get("service"), spec.get("insecureSkipTLSVerify"), spec.get("caBundle")
    if service is None:
        for field in ("caBundle", "insecureSkipTLSVerify"):
            if spec.get(field):
                yield f"{field} is for a service, and there is none", key("spec", field)
        return
    for field in ("name", "namespace"):
        if not mapping(service).get(field):
            yield f"the service has no {field}", at("spec", "service")
    port = integer(mapping(service).get("port"))
    if port is not None and not is_port_number(port):
        yield f"port {port} is not between 1 and 65535", at("spec", "service", "port")
    if blind is True and bundle:
        yield "insecureSkipTLSVerify is true, and there is a caBundle", at("spec", "insecureSkipTLSVerify")
