"""Webhooks that nobody can call."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from manifestlint.model.names import is_port_number
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer, mapping, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.admission._webhook import KINDS, webhooks


@resource_rule(
    "webhook-client-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=KINDS,
)
def webhook_client_invalid(resource: Resource) -> Iterator[Problem]:
    """A webhook has no URL and no Service, both, or one that cannot be called.

    The API server refuses it (Kubernetes `pkg/apis/admissionregistration/validation/validation.go`,
    `validateValidatingWebhook`, and apiserver `pkg/util/webhook/validation.go`, v1.35). `clientConfig` has
    either `url` or `service`. A URL begins with `https://`, and has no user, query or fragment; a Service
    has a name and a namespace, a port between 1 and 65535, and a path that begins with `/`.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, webhook in webhooks(resource):
        client = webhook.get("clientConfig")
        if isinstance(client, dict):
            yield from refusals(resource, _faults((*pointer, "clientConfig"), client))


def _faults(pointer: Pointer, client: dict[str, Any]) -> Iterator[Fault]:
    url, service = client.get("url"), client.get("service")
    if (url is None) == (service is None):
        yield f"clientConfig has {'neither url nor' if url is None else 'both url and'} service", at(*pointer)
    elif isinstance(url, str):
        fault = _url_fault(url)
        if fault:
            yield f'url "{url}" {fault}', at(*pointer, "url")
    else:
        yield from _service_faults((*pointer, "service"), mapping(service))


def _url_fault(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""  # Python and Go read hosts in brackets differently
    if parts.scheme != "https":
        return "does not begin with https://"
    if not parts.netloc:
        return "has no host"
    extra = {"a user": "@" in parts.netloc, "a query": parts.query, "a fragment": parts.fragment}
    return next((f"has {what} in it" for what, there in extra.items() if there), "")


def _service_faults(pointer: Pointer, service: dict[str, Any]) -> Iterator[Fault]:
    for field in ("name", "namespace"):
        if service.get(field) == "":
            yield f"the webhook's service has no {field}", at(*pointer, field)
    port, path = integer(service.get("port")), text(service.get("path"))
    if port is not None and not is_port_number(port):
        yield f"port {port} is not between 1 and 65535", at(*pointer, "port")
    if path and not path.startswith("/"):
        yield f'path "{path}" does not begin with "/"', at(*pointer, "path")
