"""Webhook rules that match nothing, or everything twice."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings, sequence
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.admission._webhook import KINDS, webhooks

_LISTS = ("operations", "apiGroups", "apiVersions", "resources")
_ALL = "*"
_OPERATIONS = (_ALL, "CONNECT", "CREATE", "DELETE", "UPDATE")


@resource_rule(
    "webhook-rule-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=KINDS,
)
def webhook_rule_invalid(resource: Resource) -> Iterator[Problem]:
    """A webhook's rule has an empty list, an unknown operation, or `*` beside something else.

    The API server refuses it (Kubernetes `pkg/apis/admissionregistration/validation/validation.go`,
    `validateRuleWithOperations`, v1.35). A rule has at least one of `operations`, `apiGroups`,
    `apiVersions` and `resources`; the group of pods and services is `""`. `*` stands alone in the first
    three, and `*/*` among resources. Operations are in upper case.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, webhook in webhooks(resource):
        for index, rule in mappings(webhook.get("rules")):
            yield from refusals(resource, _faults((*pointer, "rules", index), rule))


def _faults(pointer: Pointer, rule: dict[str, Any]) -> Iterator[Fault]:
    for field in _LISTS:
        items = sequence(rule.get(field))
        alone = "*/*" if field == "resources" else _ALL
        if rule.get(field) in (None, []):
            yield f"a rule has no {field}", at(*pointer, field)
        elif alone in items and len(items) > 1:
            yield f"{alone} stands alone in {field}", at(*pointer, field)
        if field != "apiGroups" and "" in items:
            yield f"{field} has an empty item", at(*pointer, field, items.index(""))
    for index in range(len(sequence(rule.get("operations")))):
        unknown = stranger(rule, ("operations", index), _OPERATIONS)
        if unknown:
            yield f"{unknown}", at(*pointer, *unknown.pointer)
    unknown = stranger(rule, ("scope",), (_ALL, "Cluster", "Namespaced"))
    if unknown:
        yield f"{unknown}", at(*pointer, "scope")
