"""Admission policies and their bindings as the API server reads them."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping
from manifestlint.rulekit import Pointer

POLICIES = ("MutatingAdmissionPolicy", "ValidatingAdmissionPolicy")
BINDINGS = ("MutatingAdmissionPolicyBinding", "ValidatingAdmissionPolicyBinding")
_GROUP = "admissionregistration.k8s.io"


def is_admission(resource: Resource) -> bool:
    """Whether this is Kubernetes' own, and not of another project."""
    return resource.id.group == _GROUP


def spec_of(resource: Resource) -> dict[str, Any]:
    """The spec of a policy or a binding, empty where it is of another project."""
    return mapping(resource.get("spec")) if is_admission(resource) else {}


def match_of(resource: Resource) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Which requests a policy or a binding is about, with its place."""
    field = "matchConstraints" if resource.id.kind in POLICIES else "matchResources"
    match = spec_of(resource).get(field)
    if isinstance(match, dict):
        yield ("spec", field), match


def is_blank(value: Any) -> bool:
    """Whether there is a text, and nothing in it."""
    return isinstance(value, str) and not value.strip()
