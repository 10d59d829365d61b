"""Webhooks that the API server calls: a URL, or a Service.

Source: apiserver `pkg/util/webhook/validation.go`, `ValidateWebhookURL` and `ValidateWebhookService` (v1.35).
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from manifestlint.core.place import At, Pointer
from manifestlint.model.names import is_port_number
from manifestlint.model.resource import at
from manifestlint.model.shape import integer, mapping, text


def client_faults(pointer: Pointer, client: dict[str, Any]) -> Iterator[tuple[str, At]]:
    """Why the API server could not call what a `clientConfig` names."""
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


def _service_faults(pointer: Pointer, service: dict[str, Any]) -> Iterator[tuple[str, At]]:
    for field in ("name", "namespace"):
        if service.get(field) == "":
            yield f"the webhook's service has no {field}", at(*pointer, field)
    port, path = integer(service.get("port")), text(service.get("path"))
    if port is not None and not is_port_number(port):
        yield f"port {port} is not between 1 and 65535", at(*pointer, "port")
    if path and not path.startswith("/"):
        yield f'path "{path}" does not begin with "/"', at(*pointer, "path")
