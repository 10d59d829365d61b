"""The schemas in a CustomResourceDefinition."""

from collections.abc import Callable, Iterator
from typing import Any

from manifestlint.core.place import Pointer, dotted
from manifestlint.model.resource import Resource, key
from manifestlint.model.shape import dig, mappings
from manifestlint.rulekit import At, Problem, refused
from manifestlint.schema.crd_structure import Flaw

SCHEMA: Pointer = ("schema", "openAPIV3Schema")
_GROUP = "apiextensions.k8s.io"


def is_crd(resource: Resource) -> bool:
    """Whether this is Kubernetes' own CustomResourceDefinition."""
    return resource.id.group == _GROUP


def versions(resource: Resource) -> Iterator[tuple[int, dict[str, Any]]]:
    """The versions that a CRD lists, each with its index."""
    return mappings(resource.get("spec", "versions")) if is_crd(resource) else iter(())


def flaws_of(resource: Resource, find: Callable[[dict[str, Any]], Iterator[Flaw]]) -> Iterator[Problem]:
    """A problem for every flaw in the schemas of a CRD; v1beta1 did not ask for most of this."""
    if resource.id.version != "v1":
        return
    for index, version in versions(resource):
        schema = dig(version, *SCHEMA)
        if isinstance(schema, dict):
            for pointer, reason in find(schema):
                place = ("spec", "versions", index, *SCHEMA, *pointer)
                shown = dotted(pointer) or "the schema"
                yield refused(resource, f"version {version.get('name')}, {shown}: {reason}", _place(place))


def _place(pointer: Pointer) -> At:
    return key(*pointer) if isinstance(pointer[-1], str) else At(pointer)
