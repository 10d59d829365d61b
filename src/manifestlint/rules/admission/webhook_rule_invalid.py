"""Webhook rules that match nothing, or everything twice."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.model.shape import mappings
from manifestlint.rulekit import Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.admission._rule import rule_faults
from manifestlint.rules.admission._webhook import KINDS, webhooks


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
            yield from refusals(resource, rule_faults((*pointer, "rules", index), rule))
