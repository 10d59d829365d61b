"""Admission webhooks as the API server reads them."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import mappings
from manifestlint.rulekit import Pointer

KINDS = ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")
_GROUP = "admissionregistration.k8s.io"


def webhooks(resource: Resource) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """The webhooks of a configuration, each with its place."""
    if (resource.id.group, resource.id.version) == (_GROUP, "v1"):
        for index, webhook in mappings(resource.get("webhooks")):
            yield ("webhooks", index), webhook
