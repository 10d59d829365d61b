"""From a place in a rendered object to the place in the repository where it was written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from posixpath import basename
from typing import Any

from manifestlint.core.finding import Excerpt
from manifestlint.core.place import At, Origin, Pointer, Position, Span
from manifestlint.model.image import Image, parse_image
from manifestlint.model.resource import read_resources
from manifestlint.model.shape import dig, is_same, mapping, mappings, text
from manifestlint.render.references import NAMES
from manifestlint.render.rendered import Rendered, RenderedResource
from manifestlint.source import Document, Source, Unreadable, read

Reader = Callable[[str], Source]
"""Reads a file of the tree; raises Unreadable where it cannot."""


@dataclass(frozen=True, slots=True)
class Sited:
    """Where in the repository a place of a rendered object was written."""

    path: str
    document: int
    at: At
    """From the document's root."""
    exact: bool
    """What stands there is what was rendered; else it is a mapping or list of which some part was changed."""


def origin_of(resource: RenderedResource, at: At, rendered: Rendered, reader: Reader) -> Sited | None:
    """Where the place was written; None where no manifest holds it.

    A value that a patch, an option or a template gave stands nowhere as such: then the finding is told at
    `resource.path`, with the rendered lines (`excerpt_of`). What is missing is missing in both.
    """
    origin = plain_origin(resource, rendered, reader)
    if origin is None:
        return None
    root = _data(reader, origin)
    there = dig(root, *origin.pointer)
    found = _follow(resource.data, there, at.pointer)
    if found is None:
        return None
    pointer, ours, theirs = found
    exact = is_same(ours, theirs)
    if not exact and (type(ours) is not type(theirs) or not isinstance(ours, dict | list)):
        return _image_entry(ours, rendered, reader) if at.pointer[-1:] == ("image",) else None
    chars = at.chars if exact else None
    return Sited(origin.path, origin.document, At((*origin.pointer, *pointer), at.on, chars), exact)


def _image_entry(image: Any, rendered: Rendered, reader: Reader) -> Sited | None:
    """The tag or digest that a kustomization gives an image, where just one gives this one."""
    wanted = parse_image(image) if isinstance(image, str) else None
    found = [
        Sited(path, document.index, At(("images", index, field)), exact=True)
        for path in rendered.inputs
        if isinstance(wanted, Image) and basename(path) in NAMES
        for document in _documents(reader, path)
        for index, entry in mappings(dig(document.data, "images"))
        for field, given in (("newTag", wanted.tag), ("digest", wanted.digest))
        if given and str(entry.get(field)) == given and _names(entry) == wanted.full_name
    ]
    return found[0] if len(found) == 1 else None


def _names(entry: dict[str, Any]) -> str:
    image = parse_image(text(entry.get("newName")) or text(entry.get("name")))
    return image.full_name if isinstance(image, Image) else ""


def _documents(reader: Reader, path: str) -> tuple[Document, ...]:
    try:
        return reader(path).documents
    except Unreadable:
        return ()


def plain_origin(resource: RenderedResource, rendered: Rendered, reader: Reader) -> Origin | None:
    """The manifest that an object was made of: of its kind, in its file, by the name that it had there."""
    if resource.generator:
        return None
    try:
        source = reader(resource.path)
    except Unreadable:
        return None
    kind = (resource.id.group, resource.id.kind)
    written = [
        item
        for document in source.documents
        for item in read_resources(document.data, resource.path, document.index)
        if (item.id.group, item.id.kind) == kind
    ]
    made = [
        item
        for item in rendered.resources
        if item.path == resource.path and (item.id.group, item.id.kind) == kind
    ]
    name = _written_name(
        resource.id.name, {item.id.name for item in written}, {item.id.name for item in made}
    )
    same = [item for item in written if item.id.name == name]
    if len(same) > 1:
        same = [item for item in same if item.id.namespace == resource.id.namespace]
    return same[0].origin if len(same) == 1 else None


def excerpt_of(resource: RenderedResource, at: At) -> Excerpt:
    """The rendered lines of a place, for what no file holds; they are numbered from the object's first."""
    source = read(resource.path, resource.text.encode())
    document = source.documents[0].index if source.documents else 0
    return source.excerpt(source.span(document, At((*resource.pointer, *at.pointer), at.on, at.chars)))


def span_in_template(resource: RenderedResource, at: At, rendered: Rendered, template: Source) -> Span | None:
    """Where a rendered line stands in its template: it stands there once, and was printed once."""
    text = read(resource.path, resource.text.encode())
    document = text.documents[0].index if text.documents else 0
    made = text.span(document, At((*resource.pointer, *at.pointer), at.on, at.chars))
    line = text.text.splitlines()[made.start.line - 1]
    lines = template.text.splitlines()
    texts = {item.text for item in rendered.resources if item.path == resource.path}
    printed = sum(each.splitlines().count(line) for each in texts)
    if "{{" not in template.text or made.start.line != made.end.line:
        return None
    if (lines.count(line), printed) != (1, 1):
        return None
    index = lines.index(line)
    offset = sum(len(each) for each in template.text.splitlines(keepends=True)[:index])
    start, end = (
        Position(index + 1, place.column, offset + place.column - 1) for place in (made.start, made.end)
    )
    return Span(start, end)


def _written_name(name: str, written: set[str], made: set[str]) -> str | None:
    """The name before Kustomize put something around it, the same for all objects of a file."""
    if made <= written or written == {name}:
        return name
    for candidate in sorted(written - {""}, key=len, reverse=True):
        for other in sorted(made):
            before, found, after = other.partition(candidate)
            if found and made <= {f"{before}{item}{after}" for item in written}:
                end = len(name) - len(after)
                return name[len(before) : end]
    return next(iter(written)) if len(written) == 1 else None


def _follow(ours: Any, theirs: Any, pointer: Pointer) -> tuple[Pointer, Any, Any] | None:
    """The pointer in the manifest, and both values there; where the object itself ends, so does the walk."""
    walked: list[str | int] = []
    for index, part in enumerate(pointer):
        here = _child(ours, part)
        if here is _NOTHING:
            return None if _has(theirs, part) else ((*walked, *pointer[index:]), ours, theirs)
        step = _index(ours, theirs, part) if isinstance(part, int) else part
        there = _NOTHING if step is None else _child(theirs, step)
        if step is None or there is _NOTHING:
            return None
        walked.append(step)
        ours, theirs = here, there
    return tuple(walked), ours, theirs


_NOTHING = object()


def _child(value: Any, part: str | int) -> Any:
    if isinstance(part, int):
        return value[part] if isinstance(value, list) and -len(value) <= part < len(value) else _NOTHING
    return value.get(part, _NOTHING) if isinstance(value, dict) else _NOTHING


def _has(value: Any, part: str | int) -> bool:
    return _child(value, part) is not _NOTHING


def _index(ours: Any, theirs: Any, index: int) -> int | None:
    """The same item of a list: by its name, else by being equal; a patch may have moved it."""
    if not isinstance(ours, list) or not isinstance(theirs, list):
        return None
    item = ours[index]
    name = mapping(item).get("name")
    if isinstance(name, str):
        return _only(i for i, other in enumerate(theirs) if mapping(other).get("name") == name)
    same = [i for i, other in enumerate(theirs) if is_same(item, other)]
    if index in same:
        return index
    if same:
        return _only(same)
    return index if len(ours) == len(theirs) and isinstance(item, dict | list) else None


def _only(found: Iterable[int]) -> int | None:
    indices = list(found)
    return indices[0] if len(indices) == 1 else None


def _data(reader: Reader, origin: Origin) -> Any:
    return reader(origin.path).document(origin.document).data
