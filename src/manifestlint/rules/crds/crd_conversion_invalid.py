"""CustomResourceDefinitions whose versions nobody can convert."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.names import DNS_1035_LABEL, is_dns_1035_label
from manifestlint.model.resource import Resource, at, key
from manifestlint.model.shape import mapping, sequence
from manifestlint.model.webhook import client_faults
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.crds._schemas import is_crd

_CONVERSION: Pointer = ("spec", "conversion")
_WEBHOOK: Pointer = (*_CONVERSION, "webhook")
_REVIEWS = "conversionReviewVersions"
_KNOWN = ("v1", "v1beta1")


@resource_rule(
    "crd-conversion-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_conversion_invalid(resource: Resource) -> Iterator[Problem]:
    """The conversion of a CustomResourceDefinition lacks its webhook, or has one that cannot be called.

    The API server refuses it (apiextensions-apiserver `pkg/apis/apiextensions/validation/validation.go`,
    `validateCustomResourceConversion`, v1.35). The strategy is `None` or `Webhook`. `Webhook` needs
    `webhook.clientConfig` with either `url` or `service`, and `webhook.conversionReviewVersions` with `v1`
    or `v1beta1` in it; `None` has no `webhook`.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    conversion = resource.get(*_CONVERSION)
    if resource.id.version == "v1" and is_crd(resource) and isinstance(conversion, dict):
        yield from refusals(resource, _faults(conversion))


def _faults(conversion: dict[str, Any]) -> Iterator[Fault]:
    strategy, webhook = conversion.get("strategy"), conversion.get("webhook")
    unknown = stranger(conversion, ("strategy",), ("None", "Webhook"))
    if unknown:
        yield f"conversion {unknown}", at(*_CONVERSION, "strategy")
    elif strategy == "":
        yield "conversion has no strategy", at(*_CONVERSION, "strategy")
    elif strategy != "Webhook":
        extra = [field for field in ("clientConfig", _REVIEWS) if mapping(webhook).get(field)]
        yield from (
            (f"the strategy is {strategy}, and {field} is given", key(*_WEBHOOK, field)) for field in extra
        )
    elif not isinstance(mapping(webhook).get("clientConfig"), dict):
        yield "the strategy is Webhook, and there is no webhook.clientConfig", at(*_CONVERSION, "strategy")
    else:
        yield from client_faults((*_WEBHOOK, "clientConfig"), mapping(webhook)["clientConfig"])
    if strategy == "Webhook" and isinstance(webhook, dict):
        yield from _review_faults(sequence(webhook.get(_REVIEWS)))


def _review_faults(versions: list[Any]) -> Iterator[Fault]:
    if not any(version in versions for version in _KNOWN):
        yield f"{_REVIEWS} has none of {', '.join(_KNOWN)}", at(*_WEBHOOK, _REVIEWS)
    for index, version in enumerate(versions):
        place = at(*_WEBHOOK, _REVIEWS, index)
        if version in versions[:index]:
            yield f"{_REVIEWS} has {version} twice", place
        elif isinstance(version, str) and not is_dns_1035_label(version):
            yield f'version "{version}" is no label ({DNS_1035_LABEL})', place
