"""Suppressions as they stand in comments and annotations."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from manifestlint.core.directive import Directive
from manifestlint.core.finding import Excerpt
from manifestlint.core.place import At, Origin, Span
from manifestlint.engine.peers import find_marks
from manifestlint.model.resource import Resource
from manifestlint.source import Source

ANNOTATION = "manifestlint.dev/ignore"
_WORD = "manifestlint:"
_IGNORE = re.compile(r"(?:manifestlint:\s*)?(?:ignore\s*)?\[([^\]]*)\]\s*(.*)", re.DOTALL)
_UNTIL = re.compile(r"\(?\buntil(?:\s*[=:]\s*|\s+(?=\d))([^\s),;]*)\)?")
_SKIPPED = re.compile(r"\s*(?:#.*|---\s*(?:#.*)?)?")
"""Lines between a comment and what it speaks of: blank ones, other comments, the document's separator."""


def read_directives(
    source: Source, resources: Iterable[Resource], honour: tuple[str, ...]
) -> Iterator[Directive]:
    """All suppressions of a file, those of peers too; what is not understood has no rules."""
    resources = tuple(resources)
    if _WORD in source.text:
        yield from _in_comments(source, resources)
    yield from _in_annotations(source, resources)
    for resource in resources if honour else ():
        document, pointer = resource.origin.document, resource.origin.pointer
        for mark in find_marks(resource, honour):
            span = source.span(document, At((*pointer, *mark.pointer)))
            yield mark.directive(source.path, span, source.excerpt(span), document, pointer, resource)


def _in_comments(source: Source, resources: tuple[Resource, ...]) -> Iterator[Directive]:
    comments = [comment for comment in source.comments() if comment.text.startswith(_WORD)]
    if not comments:
        return
    lines = source.text.split("\n")
    covering = _covering(source, resources)
    ids = {resource.origin: resource.id for resource in resources}
    for comment in comments:
        line = comment.line
        above = comment.alone or lines[line - 1].startswith("---")
        while above and line <= len(lines) and _SKIPPED.fullmatch(lines[line - 1]):
            line += 1
        whole = covering.get(line) if above else None
        document, pointer = (whole.document, whole.pointer) if whole else (0, ())
        covered = None if whole else line
        written = parse_directive(comment.text, source.path, comment.span, source.excerpt(comment.span))
        resource = ids.get(whole) if whole else None
        yield replace(written, line=covered, document=document, pointer=pointer, resource=resource)


def _covering(source: Source, resources: tuple[Resource, ...]) -> dict[int, Origin]:
    """The lines above which a comment covers more than a line: of a resource's first key, or a List's."""
    found = {_first_line(source, resource.origin, resource.data): resource.origin for resource in resources}
    listed = {resource.origin.document for resource in resources if resource.origin.pointer}
    for document in source.documents:
        if document.index in listed:
            whole = Origin(source.path, document.index)
            found[_first_line(source, whole, document.data)] = whole
    return found


def _in_annotations(source: Source, resources: tuple[Resource, ...]) -> Iterator[Directive]:
    for resource in resources:
        text = resource.get("metadata", "annotations", ANNOTATION)
        if isinstance(text, str):
            pointer = resource.origin.pointer
            at = At((*pointer, "metadata", "annotations", ANNOTATION))
            span = source.span(resource.origin.document, at)
            written = parse_directive(text, source.path, span, source.excerpt(span))
            document = resource.origin.document
            yield replace(written, document=document, pointer=pointer, resource=resource.id)


def _first_line(source: Source, origin: Origin, data: dict[str, Any]) -> int:
    at = At((*origin.pointer, next(iter(data))), on="key")
    return source.span(origin.document, at).start.line


def parse_directive(text: str, path: str, span: Span, excerpt: Excerpt) -> Directive:
    """A suppression as written; what it covers is for the caller to say."""
    match = _IGNORE.fullmatch(text.strip())
    rules, reason = match.groups() if match else ("", "")
    until = _UNTIL.search(reason)
    return Directive(
        path=path,
        span=span,
        excerpt=excerpt,
        rules=tuple(rule.strip() for rule in rules.split(",") if rule.strip()),
        reason=_UNTIL.sub("", reason).strip(" -:"),
        until=until[1] or "?" if until else "",
        line=None,
        document=0,
        pointer=(),
    )
