"""Comments that silence findings."""

import pytest

from manifestlint.core.finding import Finding
from manifestlint.core.severity import Severity
from manifestlint.fix import silencing
from manifestlint.source import read


def silenced(text: str, word: str, path: str = "a.yaml") -> str | None:
    """The text with the comment for a finding at a word; None where there is none."""
    source = read(path, text.encode())
    start = source.text.index(word)
    span = source.lines.span(start, start + len(word))
    edit = silencing(Finding("rule", Severity.ERROR, "", path, span, source.excerpt(span)), source)
    return None if edit is None else text[: edit.span.start.offset] + edit.text + text[edit.span.end.offset :]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: x\n", "a: 1\n# manifestlint: ignore[rule]\nb: x\n"),
        ("a:\n  - b: x\n", "a:\n  # manifestlint: ignore[rule]\n  - b: x\n"),
        ("a:\r\n  b: x\r\n", "a:\r\n  # manifestlint: ignore[rule]\r\n  b: x\r\n"),
    ],
)
def test_it_stands_above_the_line(text: str, expected: str) -> None:
    assert silenced(text, "x") == expected


@pytest.mark.parametrize(
    "text", ["a: |\n  one\n  x\n", "a: one\n  x\n", 'a: "one\n  x"\n', "a:\n  one\n  x\n"]
)
def test_no_comment_stands_in_a_text(text: str) -> None:
    assert silenced(text, "x") is None


def test_json_has_no_comments() -> None:
    assert silenced('{"a": "x"}', "x", "a.json") is None
