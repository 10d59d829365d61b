"""From a problem at a symbolic place to a finding in a file. Nothing else computes positions."""

from dataclasses import dataclass
from typing import Any

from manifestlint.core.finding import Finding, RelatedPlace
from manifestlint.core.place import At, Origin, Pointer
from manifestlint.core.problem import Problem, Related
from manifestlint.core.resource import NOBODY, ResourceRef
from manifestlint.core.severity import Severity
from manifestlint.engine.sources import Sources
from manifestlint.model.shape import dig


@dataclass(frozen=True, slots=True)
class Judged:
    """A problem, the rule that found it, and the resource that it was found in."""

    rule: str
    severity: Severity
    problem: Problem
    ref: ResourceRef


def locate(judged: Judged, sources: Sources, bundle: str) -> Finding:
    """The finding at its place in the source."""
    problem, origin = judged.problem, judged.ref.origin
    source = sources.get(origin.path)
    at = _from_root(problem.at, origin)
    span = source.span(origin.document, at)
    return Finding(
        rule=judged.rule,
        severity=judged.severity,
        message=problem.message,
        path=origin.path,
        span=span,
        excerpt=source.excerpt(span),
        resource=None if judged.ref.id == NOBODY else judged.ref.id,
        document=origin.document,
        pointer=at.pointer,
        named_pointer=named_pointer(source.document(origin.document).data, at.pointer),
        related=tuple(_related(item, judged, sources) for item in problem.related),
        bundles=(bundle,),
    )


def _related(related: Related, judged: Judged, sources: Sources) -> RelatedPlace:
    ref = related.resource or judged.ref
    source = sources.get(ref.origin.path)
    span = source.span(ref.origin.document, _from_root(related.at, ref.origin))
    return RelatedPlace(related.message, ref.origin.path, span, source.excerpt(span), ref.id)


def _from_root(at: At, origin: Origin) -> At:
    return At((*origin.pointer, *at.pointer), at.on, at.chars)


def named_pointer(data: Any, pointer: Pointer) -> Pointer:
    """List items by their `name`, as people and strategic merges tell them apart."""
    named: list[str | int] = []
    for index, part in enumerate(pointer):
        name = dig(data, *pointer[: index + 1], "name") if isinstance(part, int) else None
        named.append(name if isinstance(name, str) else part)
    return tuple(named)
