"""Admission policies with empty expressions."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.names import QUALIFIED_NAME, is_qualified_name
from manifestlint.model.resource import Resource, at, key
from manifestlint.model.shape import mapping, mappings, sequence, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.admission._policy import POLICIES, is_blank, spec_of

_REASONS = ("Forbidden", "Invalid", "RequestEntityTooLarge")
_PATCHES = {"ApplyConfiguration": "applyConfiguration", "JSONPatch": "jsonPatch"}
_MOST, _LONGEST = 20, 5 * 1024


@resource_rule(
    "admission-expression-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=POLICIES,
)
def admission_expression_invalid(resource: Resource) -> Iterator[Problem]:
    """A validation, audit annotation or mutation of an admission policy is incomplete.

    The API server refuses it (Kubernetes `pkg/apis/admissionregistration/validation/validation.go`,
    `validateValidation`, `validateAuditAnnotation` and `validateMutation`, v1.35). Each has an expression.
    A `message` has one line; a `reason` is Forbidden, Invalid or RequestEntityTooLarge. The `key` of an audit
    annotation is a name beside that of the policy, at most 20 of them, and no two alike. A mutation has what
    its `patchType` says: `applyConfiguration` or `jsonPatch`.

    The expressions themselves are not compiled here.

    It is essential: nothing of it reaches the cluster.
    """
    spec = spec_of(resource)
    for index, validation in mappings(spec.get("validations")):
        yield from refusals(resource, _validation_faults(("spec", "validations", index), validation))
    yield from refusals(resource, _audit_faults(resource.id.name, spec.get("auditAnnotations")))
    for index, mutation in mappings(spec.get("mutations")):
        yield from refusals(resource, _mutation_faults(("spec", "mutations", index), mutation))


def _validation_faults(pointer: Pointer, validation: dict[str, Any]) -> Iterator[Fault]:
    message = text(validation.get("message"))
    if is_blank(validation.get("expression")):
        yield "a validation's expression is empty", at(*pointer, "expression")
    for field in ("message", "messageExpression"):
        if validation.get(field) and is_blank(validation[field]):
            yield f"a validation's {field} is blank", at(*pointer, field)
    if "\n" in message.strip() or "\r" in message.strip():
        yield "a validation's message has a line break in it", at(*pointer, "message")
    unknown = stranger(validation, ("reason",), _REASONS)
    if unknown:
        yield f"a validation's {unknown}", at(*pointer, "reason")


def _audit_faults(policy: str, annotations: Any) -> Iterator[Fault]:
    if len(sequence(annotations)) > _MOST:
        reason = f"{len(sequence(annotations))} auditAnnotations are more than {_MOST}"
        yield reason, key("spec", "auditAnnotations")
    seen: set[str] = set()
    for index, annotation in mappings(annotations):
        pointer: Pointer = ("spec", "auditAnnotations", index)
        name, expression = annotation.get("key"), text(annotation.get("valueExpression")).strip()
        if isinstance(name, str):
            if policy and not is_qualified_name(f"{policy}/{name}"):
                yield f'key "{name}" is no name beside {policy} ({QUALIFIED_NAME})', at(*pointer, "key")
            if name in seen:
                yield f'two auditAnnotations have the key "{name}"', at(*pointer, "key")
            seen.add(name)
        if is_blank(annotation.get("valueExpression")):
            yield "an audit annotation's valueExpression is empty", at(*pointer, "valueExpression")
        elif len(expression.encode()) > _LONGEST:
            yield f"a valueExpression is longer than {_LONGEST} bytes", at(*pointer, "valueExpression")


def _mutation_faults(pointer: Pointer, mutation: dict[str, Any]) -> Iterator[Fault]:
    type_ = mutation.get("patchType")
    unknown = stranger(mutation, ("patchType",), _PATCHES)
    if unknown or type_ == "":
        yield f"a mutation's {unknown or 'patchType is empty'}", at(*pointer, "patchType")
    for name, field in _PATCHES.items() if type_ in _PATCHES else ():
        if type_ != name and mutation.get(field) is not None:
            yield f"a mutation has patchType {type_} and {field}", key(*pointer, field)
        elif type_ == name and mutation.get(field) is None:
            yield f"a mutation has patchType {type_} and no {field}", at(*pointer, "patchType")
        elif type_ == name and not text(mapping(mutation[field]).get("expression")).strip():
            yield f"{field} has no expression", at(*pointer, field)
