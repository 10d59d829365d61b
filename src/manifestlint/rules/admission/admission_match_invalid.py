"""Admission policies that match no request."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.names import is_path_segment
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings, sequence
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.admission._policy import BINDINGS, POLICIES, match_of
from manifestlint.rules.admission._rule import rule_faults


@resource_rule(
    "admission-match-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=(*BINDINGS, *POLICIES),
)
def admission_match_invalid(resource: Resource) -> Iterator[Problem]:
    """An admission policy or its binding says which requests it is about in a way that matches none.

    The API server refuses it (Kubernetes `pkg/apis/admissionregistration/validation/validation.go`,
    `validateMatchResources` and `validateNamedRuleWithOperations`, v1.35). A policy has at least one of
    `resourceRules`. Each rule has `operations`, `apiGroups`, `apiVersions` and `resources`; the group of pods
    and services is `""`, and `*` stands alone. `resourceNames` differ. A policy that changes objects is not
    asked when one is deleted. `matchPolicy` is Exact or Equivalent.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, match in match_of(resource):
        yield from refusals(resource, _faults(resource.id.kind, pointer, match))


def _faults(kind: str, pointer: Pointer, match: dict[str, Any]) -> Iterator[Fault]:
    unknown = stranger(match, ("matchPolicy",), ("Equivalent", "Exact"))
    if unknown:
        yield f"{unknown}", at(*pointer, "matchPolicy")
    elif match.get("matchPolicy") == "":
        yield "matchPolicy is empty", at(*pointer, "matchPolicy")
    if kind in POLICIES and not match.get("resourceRules"):
        yield "there are no resourceRules, so it is about no request", at(*pointer)
    for field in ("resourceRules", "excludeResourceRules"):
        for index, rule in mappings(match.get(field)):
            place: Pointer = (*pointer, field, index)
            yield from rule_faults(place, rule)
            yield from _name_faults((*place, "resourceNames"), sequence(rule.get("resourceNames")))
            if kind.startswith("Mutating") and field == "resourceRules":
                yield from _delete_faults((*place, "operations"), sequence(rule.get("operations")))


def _name_faults(pointer: Pointer, names: list[Any]) -> Iterator[Fault]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield f'resourceNames has "{name}" twice', at(*pointer, index)
        if isinstance(name, str) and not is_path_segment(name):
            yield f'no object is named "{name}"', at(*pointer, index)


def _delete_faults(pointer: Pointer, operations: list[Any]) -> Iterator[Fault]:
    if "DELETE" in operations:
        yield "nothing can be changed in an object that is deleted", at(*pointer, operations.index("DELETE"))
