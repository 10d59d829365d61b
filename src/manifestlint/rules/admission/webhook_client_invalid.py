"""Webhooks that nobody can call."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.model.webhook import client_faults
from manifestlint.rulekit import Problem, Profile, Severity, refusals, resource_rule
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
            yield from refusals(resource, client_faults((*pointer, "clientConfig"), client))
