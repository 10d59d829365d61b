"""Webhooks with values that do not exist."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import strangers
from manifestlint.model.names import DNS_1035_LABEL, is_dns_1035_label
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer, sequence
from manifestlint.rulekit import (
    Fault,
    Pointer,
    Problem,
    Profile,
    Safety,
    Severity,
    refusals,
    resource_rule,
    respelt,
)
from manifestlint.rules.admission._webhook import KINDS, webhooks

_FIELDS: dict[Pointer, tuple[str, ...]] = {
    ("sideEffects",): ("None", "NoneOnDryRun"),
    ("failurePolicy",): ("Fail", "Ignore"),
    ("matchPolicy",): ("Equivalent", "Exact"),
    ("reinvocationPolicy",): ("IfNeeded", "Never"),
}
_REVIEWS = ("v1", "v1beta1")
_LONGEST = 30


@resource_rule(
    "webhook-value-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=KINDS,
)
def webhook_value_invalid(resource: Resource) -> Iterator[Problem]:
    """A webhook's side effects, policies, versions or timeout have a value that does not exist.

    The API server refuses it (Kubernetes `pkg/apis/admissionregistration/validation/validation.go`,
    `validateValidatingWebhook` and `validateAdmissionReviewVersions`, v1.35). `sideEffects` is None or
    NoneOnDryRun; Some and Unknown went with `v1beta1`. One of `admissionReviewVersions` is `v1` or
    `v1beta1`, and `timeoutSeconds` lies between 1 and 30.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, webhook in webhooks(resource):
        yield from refusals(resource, _faults(pointer, webhook))


def _faults(pointer: Pointer, webhook: dict[str, Any]) -> Iterator[Fault]:
    for unknown in strangers(webhook, _FIELDS):
        written = at(*pointer, *unknown.pointer)
        yield f"{unknown}", written, respelt(unknown, written)
    versions, place = webhook.get("admissionReviewVersions"), at(*pointer, "admissionReviewVersions")
    if isinstance(versions, list) and not any(version in versions for version in _REVIEWS):
        yield f"admissionReviewVersions has none of {', '.join(_REVIEWS)}", place
    for index, version in enumerate(sequence(versions)):
        if version in sequence(versions)[:index]:
            yield f"admissionReviewVersions has {version} twice", at(*place.pointer, index)
        elif isinstance(version, str) and not is_dns_1035_label(version):
            yield (
                f'"{version}" in admissionReviewVersions is no label ({DNS_1035_LABEL})',
                at(*place.pointer, index),
            )
    seconds = integer(webhook.get("timeoutSeconds"))
    if seconds is not None and not 1 <= seconds <= _LONGEST:
        yield f"timeoutSeconds {seconds} is not between 1 and {_LONGEST}", at(*pointer, "timeoutSeconds")
