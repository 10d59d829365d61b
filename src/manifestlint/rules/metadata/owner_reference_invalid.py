"""Objects that belong to nothing which could own them."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule

_FIELD: Pointer = ("metadata", "ownerReferences")
_NEEDED = ("kind", "name", "uid")


@resource_rule(
    "owner-reference-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("ownerReferences",),
)
def owner_reference_invalid(resource: Resource) -> Iterator[Problem]:
    """An owner reference is incomplete, names an Event, or is the second controller.

    The API server refuses it (apimachinery `pkg/api/validation/objectmeta.go`, `ValidateOwnerReferences`,
    v1.35). An owner has an `apiVersion`, a `kind`, a `name` and the `uid` that it got in the cluster, and
    only one owner has `controller: true`. A manifest that was copied from the cluster is the usual reason:
    take `ownerReferences` out, for nobody knows a `uid` beforehand.

    It is essential: nothing of it reaches the cluster.
    """
    yield from refusals(resource, _faults(resource))


def _faults(resource: Resource) -> Iterator[Fault]:
    controllers = 0
    for index, owner in mappings(resource.get(*_FIELD)):
        pointer = (*_FIELD, index)
        version = owner.get("apiVersion")
        if isinstance(version, str) and (not version.strip("/") or version.count("/") > 1):
            yield f'apiVersion "{version}" of its owner is none', at(*pointer, "apiVersion")
        for field in _NEEDED:
            if owner.get(field) == "":
                yield f"its owner has an empty {field}", at(*pointer, field)
        if (version, text(owner.get("kind"))) == ("v1", "Event"):
            yield "an Event can own nothing", at(*pointer, "kind")
        controllers += owner.get("controller") is True
        if owner.get("controller") is True and controllers > 1:
            yield "only one owner can be the controller, and here is another one", at(*pointer, "controller")
