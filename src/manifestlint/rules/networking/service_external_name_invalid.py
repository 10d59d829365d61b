"""ExternalName Services that are an alias of nothing."""

from collections.abc import Iterator

from manifestlint.model.names import DNS_SUBDOMAIN, is_dns_subdomain
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import text
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.networking._service import EXTERNAL_NAME, SPEC, as_service


@resource_rule(
    "service-external-name-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Service",),
)
def service_external_name_invalid(resource: Resource) -> Iterator[Problem]:
    """A Service of type ExternalName has no `externalName`, or one that is no host name.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateService`,
    v1.35). The name becomes a CNAME record: lower-case letters, digits, `-` and `.`, with a dot at the end
    or without, but no scheme, no port, no path, no underscore.

    Write the bare host name; the port belongs to the callers. An IP address has the form of a host name
    and is taken, though no DNS server will find it.

    It is essential: nothing of it reaches the cluster.
    """
    service = as_service(resource)
    if service is None or service.type != EXTERNAL_NAME:
        return
    written, place = service.spec.get("externalName"), at(*SPEC, "externalName")
    name = text(written)
    if written in (None, "", "."):
        yield refused(resource, "type ExternalName needs an externalName", place)
    elif name and not is_dns_subdomain(name.removesuffix(".")):
        yield refused(resource, f'externalName "{name}" is no host name ({DNS_SUBDOMAIN})', place)
