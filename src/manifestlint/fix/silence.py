"""The comment that silences a finding where it stands."""

from manifestlint.core.finding import Finding
from manifestlint.core.fix import TextEdit
from manifestlint.model.shape import is_same
from manifestlint.source import Source, Unreadable, read


def silencing(finding: Finding, source: Source) -> TextEdit | None:
    """A comment above the finding's line, without the reason, which somebody has to give.

    None where no comment can stand there: in JSON, in the midst of a text, or in what a tool made.
    """
    if finding.document < 0 or source.path.endswith(".json"):
        return None
    line = finding.span.start.line
    start = source.lines.starts[line - 1]
    written, end, _ = source.text[start:].partition("\n")
    indent = written[: len(written) - len(written.lstrip(" "))]
    comment = f"manifestlint: ignore[{finding.rule}]"
    text = f"{indent}# {comment}" + ("\r\n" if written.endswith("\r") and end else "\n")
    if not _is_comment(comment, line, source, source.text[:start] + text + source.text[start:]):
        return None
    return TextEdit(source.path, source.lines.span(start, start), text)


def _is_comment(comment: str, line: int, before: Source, text: str) -> bool:
    """Whether a text holds the comment on that line, and reads as before otherwise."""
    try:
        after = read(before.path, text.encode())
    except Unreadable:
        return False
    there = any(each.alone and each.line == line and each.text == comment for each in after.comments())
    data = ([document.data for document in source.documents] for source in (before, after))
    return there and is_same(*data)
