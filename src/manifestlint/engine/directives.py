"""Suppressions as they stand in comments and annotations."""

import re
from collections.abc import Iterable, Iterator

from manifestlint.core.directive import Directive
from manifestlint.core.place import At, Pointer, Span
from manifestlint.model.resource import Resource
from manifestlint.source import Comment, Source

ANNOTATION = "manifestlint.dev/ignore"
_WORD = "manifestlint:"
_IGNORE = re.compile(r"(?:manifestlint:\s*ignore\s*)?\[([^\]]*)\]\s*(.*)", re.DOTALL)
_UNTIL = re.compile(r"(?:^|\s)until=(\S*)")


def read_directives(source: Source, resources: Iterable[Resource]) -> Iterator[Directive]:
    """All suppressions of a file; those that are not understood have no rules."""
    resources = tuple(resources)
    if _WORD in source.text:
        yield from _in_comments(source, resources)
    if ANNOTATION in source.text:
        yield from _in_annotations(source, resources)


def _in_comments(source: Source, resources: tuple[Resource, ...]) -> Iterator[Directive]:
    comments = [comment for comment in source.comments() if comment.text.startswith(_WORD)]
    if not comments:
        return
    alone = {comment.line for comment in source.comments() if comment.alone}
    first_lines = {_first_line(source, resource): resource for resource in resources}
    for comment in comments:
        line = comment.line
        while comment.alone and line in alone:
            line += 1
        resource = first_lines.get(line) if comment.alone else None
        covered = None if resource else line
        document, pointer = (resource.origin.document, resource.origin.pointer) if resource else (0, ())
        yield _directive(source, _span(source, comment), comment.text, covered, document, pointer)


def _span(source: Source, comment: Comment) -> Span:
    start = source.lines.starts[comment.line - 1] + comment.column - 1
    line, _, _ = source.text[start:].partition("\n")
    return source.lines.span(start, start + len(line.rstrip()))


def _in_annotations(source: Source, resources: tuple[Resource, ...]) -> Iterator[Directive]:
    for resource in resources:
        text = resource.annotations.get(ANNOTATION)
        if text is not None:
            pointer = resource.origin.pointer
            at = At((*pointer, "metadata", "annotations", ANNOTATION))
            span = source.span(resource.origin.document, at)
            yield _directive(source, span, text, None, resource.origin.document, pointer)


def _first_line(source: Source, resource: Resource) -> int:
    first = next(iter(resource.data))
    at = At((*resource.origin.pointer, first), on="key")
    return source.span(resource.origin.document, at).start.line


def _directive(
    source: Source, span: Span, text: str, line: int | None, document: int, pointer: Pointer
) -> Directive:
    match = _IGNORE.fullmatch(text.strip())
    rules, reason = match.groups() if match else ("", "")
    until = _UNTIL.search(reason)
    return Directive(
        path=source.path,
        span=span,
        excerpt=source.excerpt(span),
        rules=tuple(rule.strip() for rule in rules.split(",") if rule.strip()),
        reason=_UNTIL.sub("", reason).strip(" -:"),
        until=until[1] if until else "",
        line=line,
        document=document,
        pointer=pointer,
    )
