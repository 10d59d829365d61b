"""Match conditions that cannot be told apart, or say nothing."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import QUALIFIED_NAME, is_qualified_name
from manifestlint.model.resource import Resource, at, key
from manifestlint.model.shape import mappings, sequence
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.admission._policy import POLICIES, is_blank, spec_of
from manifestlint.rules.admission._webhook import KINDS, webhooks

_MOST = 64


@resource_rule(
    "match-condition-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=(*KINDS, *POLICIES),
)
def match_condition_invalid(resource: Resource) -> Iterator[Problem]:
    """A match condition of a webhook or an admission policy has no expression, or no name of its own.

    The API server refuses it (Kubernetes `pkg/apis/admissionregistration/validation/validation.go`,
    `validateMatchConditions`, v1.35). There are at most 64, each with a name of its own, which may have a
    domain before it, and an expression.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.kind in POLICIES:
        yield from refusals(
            resource, _faults(("spec", "matchConditions"), spec_of(resource).get("matchConditions"))
        )
    for pointer, webhook in webhooks(resource):
        conditions = webhook.get("matchConditions")
        yield from refusals(resource, _faults((*pointer, "matchConditions"), conditions))


def _faults(pointer: Pointer, conditions: Any) -> Iterator[Fault]:
    if len(sequence(conditions)) > _MOST:
        yield f"{len(conditions)} matchConditions are more than {_MOST}", key(*pointer)
    seen: set[str] = set()
    for index, condition in mappings(conditions):
        name, place = condition.get("name"), at(*pointer, index, "name")
        if isinstance(name, str):
            if not is_qualified_name(name):
                yield f'"{name}" is no name for a match condition ({QUALIFIED_NAME})', place
            elif name in seen:
                yield f'two match conditions are named "{name}"', place
            seen.add(name)
        if is_blank(condition.get("expression")):
            yield f"match condition {name} has an empty expression", at(*pointer, index, "expression")
