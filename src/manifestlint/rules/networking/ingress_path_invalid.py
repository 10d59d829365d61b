"""Ingress paths that match nothing."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import text
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
from manifestlint.rules.networking._ingress import is_ingress, paths

_LITERAL = ("Exact", "Prefix")
_TYPES = (*_LITERAL, "ImplementationSpecific")
_UNSAFE = ("//", "/./", "/../", "%2f", "%2F")
_UNSAFE_ENDS = ("/..", "/.")


@resource_rule(
    "ingress-path-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=("Ingress",),
)
def ingress_path_invalid(resource: Resource) -> Iterator[Problem]:
    """An Ingress path does not start with `/`, is ambiguous, or has a `pathType` that does not exist.

    The API server refuses it (Kubernetes `pkg/apis/networking/validation/validation.go`,
    `validateHTTPIngressPath`, v1.35). The types are Exact, Prefix and ImplementationSpecific. With Exact
    and Prefix the path is needed, starts with `/`, and has no `//`, `/./`, `/../` or encoded slash; a
    regular expression needs ImplementationSpecific, and starts with `/` too. A left out `pathType` is told
    by `schema-field-missing`.

    It is essential: nothing of it reaches the cluster.
    """
    if is_ingress(resource):
        for pointer, path in paths(resource):
            yield from refusals(resource, _faults(pointer, path))


def _faults(pointer: Pointer, entry: dict[str, Any]) -> Iterator[Fault]:
    kind, path, place = text(entry.get("pathType")), text(entry.get("path")), at(*pointer, "path")
    unknown = stranger(entry, ("pathType",), _TYPES)
    if unknown:
        written = at(*pointer, "pathType")
        yield f"{unknown}", written, respelt(unknown, written)
    elif kind in _LITERAL and entry.get("path") in (None, ""):
        yield f"pathType {kind} needs a path", place
    elif kind and path and not path.startswith("/"):
        yield f'path "{path}" does not start with "/"', place
    elif kind in _LITERAL:
        unsafe = [part for part in _UNSAFE if part in path]
        unsafe += [end for end in _UNSAFE_ENDS if path.endswith(end)]
        if unsafe:
            yield f'path "{path}" with pathType {kind} must not have "{unsafe[0]}" in it', place
