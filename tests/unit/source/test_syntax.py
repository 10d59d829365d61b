"""Syntax errors in plain words, at the place where they are."""

import pytest

from manifestlint.source import read


@pytest.mark.parametrize(
    ("text", "words", "line", "column"),
    [
        ("a: 1\n\tb: 2", "spaces", 2, 1),
        ("\ta: 1", "spaces", 1, 1),
        ("a:\n\t- b", "spaces", 2, 1),
        ('a: 1\nb: "x\nc: 1', 'the quote " that opens here is never closed', 2, 4),
        ("a: 'x", "the quote ' that opens here is never closed", 1, 4),
        ("a: @x", "@", 1, 4),
        ("a: `x", "backtick", 1, 4),
        ("a: %x", "%", 1, 4),
        ("a: b: c", "quotes", 1, 5),
        ("- é😀: b: c", "quotes", 1, 8),
        ("a: x\n  b: y", "not complete", 2, 4),
        ("a: {{ .Values.x }}: 1\n", "template", 1, 4),
        ("{{- if x }}\na: 1\n{{- end }}", "template", 1, 1),
        ("a: {{ .Values.x }}\n", "template", 1, 4),
        ("a: *nope", "*nope", 1, 4),
        ("a: *", "name", 1, 4),
        ("a:\n  - 1\n b: 2", "indentation", 3, 2),
        ("- 1\nx: 3", "list above", 2, 1),
        ("a: 1\nb", "colon", 2, 1),
        ("a: - x", "list", 1, 4),
        ("a: 'b' c", "closing quote", 1, 8),
        ("a: [1\n", "not closed", 1, 4),
        ("a: [\n", "never closed", 1, 4),
        ("{a: 1\nb: 2}", "not closed", 1, 1),
        ("a: \u0007", "U+0007", 1, 4),
        ("é: 😀\nb: \u0007", "U+0007", 2, 4),
        ('a: "\\q"', "escape", 1, 5),
        ('a: "\\uD83D\\uDE00"', "pair", 1, 7),
        ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n", "merge conflict", 1, 1),
        ("%YAML 1.2\n---\na: 1", "%YAML 1.2", 1, 1),
        ("a: !!int x", "!!int", 1, 4),
        ("a: .inf", "quote", 1, 4),
        ("? [a]\n: b", "key", 1, 5),
        ("~: x", "key", 1, 1),
    ],
)
def test_says_what_is_wrong_and_where(text: str, words: str, line: int, column: int) -> None:
    flaw = read("x.yaml", text.encode()).flaws[0]
    assert flaw.rule == "yaml-syntax"
    assert words in flaw.message
    assert (flaw.span.start.line, flaw.span.start.column) == (line, column)
    assert flaw.span.start <= flaw.span.end


def test_places_count_from_the_start_of_the_file() -> None:
    source = read("x.yaml", b"a: 1\n---\nb: 2\n---\nc: @\n")
    (flaw,) = source.flaws
    assert (flaw.document, flaw.span.start.line, flaw.span.start.offset) == (2, 5, 21)


def test_the_parser_s_own_words_are_not_repeated() -> None:
    for text in ("a: [1,,2]", "a: !<", "a: |x", "a: ? b", "a: &x &y 1", "a: >x\n b", "%a\n---\nb: c: d"):
        assert "while parsing" not in read("x.yaml", text.encode()).flaws[0].message
