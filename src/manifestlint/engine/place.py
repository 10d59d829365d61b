"""Where something stands in the repository. Nothing else computes positions."""

from dataclasses import dataclass
from typing import Any

from manifestlint.core.finding import Excerpt
from manifestlint.core.place import At, Origin, Pointer, Position, Span
from manifestlint.engine.sources import Sources
from manifestlint.model.shape import dig
from manifestlint.render import Rendered, RenderedResource, excerpt_of, origin_of, span_in_template
from manifestlint.source import Unreadable

_TOP = Span(Position(1, 1, 0), Position(1, 1, 0))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, with the lines to show."""

    path: str
    document: int
    pointer: Pointer
    """From the document's root."""
    named_pointer: Pointer
    """The same with list items by their `name`."""
    span: Span
    excerpt: Excerpt
    written: bool = True
    """False for what stands in no file as such: then the lines are those that a tool made."""


_KEPT = 1024


def find_place(origin: Origin, at: At, sources: Sources) -> Place:
    """The place of something in an object; what several rules have to say stands at few places."""
    if origin.before and sources.before:
        sources = sources.before
    kept = sources.places
    key = (origin.path, origin.document, origin.pointer, at)
    place = kept.get(key)
    if place is None:
        if len(kept) > _KEPT:
            kept.clear()
        place = kept[key] = _find(origin, at, sources)
    return place


def _find(origin: Origin, at: At, sources: Sources) -> Place:
    """The place of an object; of a rendered one where it was written, else the file that it was made of."""
    rendered = sources.rendered(origin.path)
    if rendered is None:
        if origin.pointer:
            at = At((*origin.pointer, *at.pointer), at.on, at.chars)
        return _in_file(origin.path, origin.document, at, sources)
    resource, everything = rendered
    sited = origin_of(resource, at, everything, sources.get)
    if sited is not None:
        return _in_file(sited.path, sited.document, sited.at, sources)
    return _made(resource, at, everything, sources)


def _in_file(path: str, document: int, at: At, sources: Sources) -> Place:
    source = sources.get(path)
    span = source.span(document, at)
    named = named_pointer(source.document(document).data, at.pointer)
    return Place(path, document, at.pointer, named, span, source.excerpt(span))


def _made(resource: RenderedResource, at: At, everything: Rendered, sources: Sources) -> Place:
    named = named_pointer(resource.data, at.pointer)
    try:
        template = sources.get(resource.path)
    except Unreadable:  # a packed chart
        span = None
    else:
        span = span_in_template(resource, at, everything, template)
        excerpt = template.excerpt(span) if span else None
    if span is None or excerpt is None:
        span, excerpt = _TOP, excerpt_of(resource, at)
    return Place(resource.path, -1, at.pointer, named, span, excerpt, written=False)


def named_pointer(data: Any, pointer: Pointer) -> Pointer:
    """List items by their `name`, as people and strategic merges tell them apart."""
    named: list[str | int] = []
    for part in pointer:
        data = dig(data, part)
        name = data.get("name") if isinstance(part, int) and isinstance(data, dict) else None
        named.append(name if isinstance(name, str) else part)
    return tuple(named)
