"""Names another tag or digest of a repository's images, and keeps every other byte."""

import codecs
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from manifestlint.core.place import At, Pointer
from manifestlint.fix.image_sites import Site, find_sites
from manifestlint.model.difference import differences
from manifestlint.model.image import Image
from manifestlint.model.shape import dig
from manifestlint.source import Source, Tree, Unreadable, comes_from_template, read
from manifestlint.source.scalars import raw

_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8"))
_Target = tuple[int, Pointer]


@dataclass(frozen=True, slots=True)
class Said:
    """A place, what stood there, and what stands there now; or why it was left as it was."""

    path: str
    line: int
    old: str
    new: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of the files."""

    changed: tuple[Said, ...] = ()
    same: tuple[Said, ...] = ()
    """Places that named the image already."""
    left: tuple[Said, ...] = ()
    """Places that should name it, and could not be made to."""


def set_image(
    tree: Tree, paths: Iterable[str], image: Image, *, named: frozenset[str], write: bool
) -> Edited:
    """Make all places that name the image's repository name this very tag or digest.

    A file is written only if, read again, it differs in those places alone. `named` are files that are taken
    for a chart's values whatever their name.
    """
    edited = Edited()
    for path in paths:
        is_values = path in named or "values" in os.path.basename(path)
        content = None
        try:
            before = tree.read(path)
            if _mentions(before, image):
                content, found = edit(path, before, image, is_values=is_values)
                edited = _joined(edited, found)
        except (OSError, Unreadable) as error:
            reason = error.message if isinstance(error, Unreadable) else error.strerror or str(error)
            edited = _joined(edited, Edited(left=(Said(path, 1, "", "", reason),)))
        if write and content is not None:
            (tree.root / path).write_bytes(content)
    return edited


def edit(path: str, before: bytes, image: Image, *, is_values: bool) -> tuple[bytes | None, Edited]:
    """A file's new content, None where it stays as it is, and what is said of it."""
    source = read(path, before)
    sites = {
        (document.index, site.pointer): site
        for document in source.documents
        for site in find_sites(document, path, image, is_values=is_values)
    }
    spans = {target: _span(source, target) for target in sites}
    edits = {
        span: site.wanted
        for target, site in sites.items()
        if (span := spans[target]) and not site.missing and _value(source, target) != site.wanted
    }
    content = _encoded(before, _replaced(source.text, edits)) if edits else before
    after = read(path, content)
    if edits and not _differ_only(source, after, sites):
        reason = "the edit would change something else too"
        return None, Edited(left=tuple(_said(source, target, site, reason) for target, site in sites.items()))
    return content if edits else None, _outcome(source, after, sites)


def _mentions(content: bytes, image: Image) -> bool:
    name = image.repository.rpartition("/")[2]
    return any(name.encode(codec) in content for codec in ("utf-8", "utf-16-le", "utf-16-be"))


def _joined(one: Edited, other: Edited) -> Edited:
    return Edited(one.changed + other.changed, one.same + other.same, one.left + other.left)


def _outcome(source: Source, after: Source, sites: dict[_Target, Site]) -> Edited:
    changed, same, left = [], [], []
    for target, site in sites.items():
        if site.missing:
            left.append(_said(source, target, site, f"it has no {site.missing} to write to"))
        elif _value(after, target) != site.wanted:
            left.append(_said(source, target, site, "it stands behind an alias, or is a block of text"))
        elif _value(source, target) == site.wanted:
            same.append(_said(source, target, site))
        else:
            changed.append(_said(source, target, site))
    return Edited(tuple(changed), tuple(same), (*left, *_unread(source)))


def _unread(source: Source) -> Iterator[Said]:
    """Documents that may name the image, and cannot be read; not Helm's templates, which are given it."""
    for flaw in source.flaws:
        if flaw.rule == "yaml-syntax" and not comes_from_template(source.text, flaw):
            yield Said(source.path, flaw.span.start.line, "", "", flaw.message)


def _said(source: Source, target: _Target, site: Site, reason: str = "") -> Said:
    line = source.span(target[0], At(target[1])).start.line
    value = _value(source, target)
    old = "" if value is None or isinstance(value, dict) else str(value)
    return Said(source.path, line, old, site.wanted, reason)


def _value(source: Source, target: _Target) -> Any:
    return dig(source.document(target[0]).data, *target[1])


def _span(source: Source, target: _Target) -> tuple[int, int] | None:
    """Where a scalar's own text stands; None behind an alias or a merge, and for blocks of text."""
    place = source.root(target[0])
    for part in target[1]:
        if place.target is not None:
            return None
        if isinstance(part, int):
            place = place.items[part]
            continue
        pair = place.pair(part)
        if pair is None or not any(pair is own for own in place.pairs):
            return None
        place = pair.value
    if (
        place.target is not None
        or place.text is None
        or source.text[place.start : place.start + 1] in ("|", ">")
    ):
        return None
    return place.start, place.end


def _replaced(text: str, edits: dict[tuple[int, int], str]) -> str:
    for (start, end), wanted in sorted(edits.items(), reverse=True):
        text = text[:start] + _written(text[start:end], wanted) + text[end:]
    return text


def _written(old: str, wanted: str) -> str:
    """A value in the quotes of the one before, and in some where it would be no text without."""
    if old[:1] in ('"', "'"):
        return f"{old[0]}{wanted}{old[0]}"
    written = wanted if isinstance(raw(wanted), str) else f'"{wanted}"'
    return written if old else f" {written}"


def _encoded(before: bytes, text: str) -> bytes:
    for bom, codec in _BOMS:
        if before.startswith(bom):
            return bom + text.encode(codec)
    return text.encode()


def _differ_only(before: Source, after: Source, sites: dict[_Target, Site]) -> bool:
    """Whether two readings of a file are the same but for places that now have what is wanted there."""
    if len(before.documents) != len(after.documents) or len(before.flaws) < len(after.flaws):
        return False
    return all(
        target in sites and sites[target].wanted == _value(after, target)
        for old, new in zip(before.documents, after.documents, strict=True)
        for target in ((old.index, pointer) for pointer in differences(old.data, new.data))
    )
