"""CustomResourceDefinitions with values that do not exist."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.resource import Resource, at
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
from manifestlint.rules.crds._schemas import is_crd, versions

_LONGEST = 256


@resource_rule(
    "crd-value-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=("CustomResourceDefinition",),
)
def crd_value_invalid(resource: Resource) -> Iterator[Problem]:
    """The scope of a CustomResourceDefinition, what it keeps or its warning has a value that does not exist.

    The API server refuses it (apiextensions-apiserver `pkg/apis/apiextensions/validation/validation.go`,
    `validateCustomResourceDefinitionSpec`, `validatePreserveUnknownFields` and `validateDeprecationWarning`,
    v1.35). `scope` is Cluster or Namespaced. `preserveUnknownFields: true` went with `v1beta1`:
    `x-kubernetes-preserve-unknown-fields: true` in the schema says it now. `deprecationWarning` needs
    `deprecated: true`, and has between 1 and 256 printable characters.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    if resource.id.version == "v1" and is_crd(resource):
        yield from refusals(resource, _faults(resource))
        for index, version in versions(resource):
            yield from refusals(resource, _warning_faults(("spec", "versions", index), version))


def _faults(resource: Resource) -> Iterator[Fault]:
    unknown = stranger(resource.data, ("spec", "scope"), ("Cluster", "Namespaced"))
    if unknown:
        written = at("spec", "scope")
        yield f"{unknown}", written, respelt(unknown, written)
    elif resource.get("spec", "scope") == "":
        yield "scope is empty", at("spec", "scope")
    if resource.get("spec", "preserveUnknownFields") is True:
        place = at("spec", "preserveUnknownFields")
        yield "preserveUnknownFields may not be true; the schema says which unknown fields are kept", place


def _warning_faults(pointer: Pointer, version: dict[str, Any]) -> Iterator[Fault]:
    warning, place = version.get("deprecationWarning"), at(*pointer, "deprecationWarning")
    if not isinstance(warning, str):
        return
    if version.get("deprecated") is not True:
        yield f"version {version.get('name')} has a deprecationWarning and is not deprecated", place
    elif not 0 < len(warning.encode()) <= _LONGEST:
        yield f"deprecationWarning has {len(warning.encode())} bytes, and not 1 to {_LONGEST}", place
    elif not warning.replace(" ", "x").isprintable():
        yield "deprecationWarning has a line break or another character that cannot be printed", place
