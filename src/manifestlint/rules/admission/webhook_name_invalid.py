"""Webhooks that cannot be told apart."""

from collections.abc import Iterator

from manifestlint.model.names import DNS_SUBDOMAIN, is_dns_subdomain
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Related, Severity, refused, resource_rule
from manifestlint.rules.admission._webhook import KINDS, webhooks

_PARTS = 3


@resource_rule(
    "webhook-name-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=KINDS,
)
def webhook_name_invalid(resource: Resource) -> Iterator[Problem]:
    """A webhook's name is not fully qualified, or used twice in one configuration.

    The API server refuses it (Kubernetes `pkg/apis/admissionregistration/validation/validation.go`,
    `validateValidatingWebhook`, v1.35, and apimachinery `IsFullyQualifiedName`). A name is a host name of
    at least three parts, such as `pods.policy.example.com`.

    It is essential: nothing of it reaches the cluster.
    """
    seen: dict[str, Related] = {}
    for pointer, webhook in webhooks(resource):
        name, place = webhook.get("name"), at(*pointer, "name")
        if not isinstance(name, str):
            continue
        if not is_dns_subdomain(name):
            yield refused(resource, f'webhook name "{name}" is no host name ({DNS_SUBDOMAIN})', place)
        elif name.count(".") < _PARTS - 1:
            reason = f'webhook name "{name}" has less than three parts, as in pods.policy.example.com'
            yield refused(resource, reason, place)
        first = seen.setdefault(name, Related("first used here", place))
        if name and first.at != place:
            yield refused(resource, f'two webhooks are named "{name}"', place, first)
