"""Escapes that Kubernetes' parser takes and ours does not."""

import pytest

from manifestlint.core.place import At
from manifestlint.source import read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: \"x \\'y\\' z\"\nb: 1\n", "x 'y' z"),
        ('a: "bell \\a and \\\'"\nb: 1\n', "bell \a and '"),
        ('a: "backslash \\\\\'"\nb: 1\n', "backslash \\'"),
        ("a: 'it ends \\'\nb: 1\n", "it ends \\"),
        ("a: plain \\' text\nb: 1\n", "plain \\' text"),
    ],
)
def test_escaped_apostrophe(text: str, value: str) -> None:
    source = read("x.yaml", text.encode())
    assert not source.flaws
    assert source.documents[0].data == {"a": value, "b": 1}
    span = source.span(0, At(("b",)))
    assert (span.start.line, text[span.start.offset : span.end.offset]) == (2, "1")


def test_other_unknown_escapes_are_still_refused() -> None:
    assert [flaw.rule for flaw in read("x.yaml", b'a: "\\q \\\'"\n').flaws] == ["yaml-syntax"]
