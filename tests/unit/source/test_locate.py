"""Where things stand: the text at a span is the value."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from manifestlint.core.place import At, Pointer, Span
from manifestlint.source import Source, read


def reading(text: str) -> Source:
    return read("x.yaml", text.encode())


def cut(source: Source, span: Span) -> str:
    return source.text[span.start.offset : span.end.offset]


def at(text: str, *pointer: str | int, **how: Any) -> str:
    source = reading(text)
    span = source.span(0, At(pointer, **how))
    kept = read("x.yaml", text.encode(), keeps_events=True)
    assert kept.span(0, At(pointer, **how)) == span, (
        "it does not matter whether the parser's events were kept"
    )
    return cut(source, span)


@pytest.mark.parametrize(
    ("text", "pointer", "found"),
    [
        ("a: b", ("a",), "b"),
        ("a: 'b c' # d", ("a",), "'b c'"),
        ('a: "x\\n\n  y"\nb: 1', ("a",), '"x\\n\n  y"'),
        ("a: one\n  two\nb: 1", ("a",), "one\n  two"),
        ("a: |\n  x\n  y\n\n\nb: 1", ("a",), "|\n  x\n  y"),
        ("a: >-\n  x\n# c\nb: 1", ("a",), ">-\n  x"),
        ("a: |+\n  x\n\n", ("a",), "|+\n  x"),
        ("a: {b: [1, {c: d}]}", ("a", "b", 1), "{c: d}"),
        ("a: {b: [1, {c: d}]}", ("a",), "{b: [1, {c: d}]}"),
        ("a: [b: 1 , c]", ("a", 0), "b: 1"),
        ("a:\n- b: 1\n  c: 2\n\n- d\n# e\n", ("a", 0), "b: 1\n  c: 2"),
        ("a:\n- b: 1\n  c: 2\n\n- d\n# e\n", ("a",), "- b: 1\n  c: 2\n\n- d"),
        ("a:\n  b: 1\n\n  c: x y\n\nd: 1", ("a",), "b: 1\n\n  c: x y"),
        ("a: &x b", ("a",), "b"),
        ("a: !!str &x b", ("a",), "b"),
        ("a: &x # c\n  b: 1", ("a",), "b: 1"),
        ("a: &x\n- b", ("a",), "- b"),
        ("a: !<tag:a,b> [1]", ("a",), "[1]"),
        ("a: [&x b,&y c]", ("a", 1), "c"),
        ("a: &x b\nc: *x # d", ("c",), "*x"),
        ("a: &x {b: 1}\nc: *x", ("c", "b"), "1"),
        ("a: &x {b: 1}\nc: [*x, *x ]", ("c", 1), "*x"),
        ("a: &x {b: 1, z: 0}\nc: {<<: *x, b: 2}", ("c", "z"), "0"),
        ("a: &x {b: 1}\nc: {<<: *x, b: 2}", ("c", "b"), "2"),
        ("a: &x {b: 1}\nc: {b: 2, <<: *x}", ("c", "b"), "1"),
        ("c: {<<: [{b: 1}, {b: 2, d: 3}]}", ("c", "b"), "1"),
        ("c: {<<: [{b: 1}, {b: 2, d: 3}]}", ("c", "d"), "3"),
        ("a: &x {b: &y {c: 1}}\nd: {<<: *x}\ne: *y", ("d", "b", "c"), "1"),
        ("a: 1\na: 2", ("a",), "2"),
        ("on: 1\n0755: 2\n? x\n: 3", ("493",), "2"),
        ("on: 1\n0755: 2\n? x\n: 3", ("x",), "3"),
        ("&k a: 1\nb: {*k : 2}", ("b", "a"), "2"),
        ('{"a": {"b": [1, "x\\"]"]}}', ("a", "b"), '[1, "x\\"]"]'),
        ('{"a": "\\ud83d\\ude00", "b\\/c": 1}', ("b/c",), "1"),
        ("# c\n---\n\na: b\n", ("a",), "b"),
        ("a: 😀 é\nb: [😀, x]", ("b", 1), "x"),
    ],
)
def test_the_value(text: str, pointer: Pointer, found: str) -> None:
    assert at(text, *pointer) == found


@pytest.mark.parametrize(
    ("text", "pointer", "found"),
    [
        ("a: {b: 1}", ("a", "b"), "b"),
        ("'a b': 1", ("a b",), "'a b'"),
        ("? a\n: 1", ("a",), "a"),
        ("a:\n- b: 1", ("a", 0), "b"),
        ("a:\n- x", ("a", 0), "x"),
        ("a: 1\nb: 2", (), "a"),
        ("- - a: 1", (), "a"),
        ("a: &x {b: 1}\nc: {<<: *x}", ("c", "b"), "b"),
        ('{"a": {"b": 1}}', ("a", "b"), '"b"'),
    ],
)
def test_the_key(text: str, pointer: Pointer, found: str) -> None:
    assert at(text, *pointer, on="key") == found


@pytest.mark.parametrize(
    ("text", "pointer", "found"),
    [
        ("spec:\n  a: 1", ("spec", "strategy"), "spec"),
        ("spec:\n  a: 1", ("spec", "a", "b", "c"), "a"),
        ("spec:\n  a: 1", ("status",), "spec"),
        ("a:\n- b: 1\n- c: 2", ("a", 1, "x"), "c"),
        ("a:\n- b: 1", ("a", 7), "a"),
        ("a:\n- b: 1", ("a", "b"), "a"),
        ("a:\nb: 1", ("a",), "a"),
        ("a: &x\nb: 1", ("a",), "a"),
        ("a: {}", ("a", "b"), "a"),
        ("{}", ("a",), "{}"),
        ("[]", (0,), "[]"),
        ("text", ("a",), "text"),
    ],
)
def test_what_is_missing_is_told_at_the_nearest_thing(text: str, pointer: Pointer, found: str) -> None:
    assert at(text, *pointer) == found


@pytest.mark.parametrize(
    ("text", "chars", "found"),
    [
        ("a: img:tag", (4, 7), "tag"),
        ("a: 'img:tag'", (4, 7), "tag"),
        ('a: "img:tag"', (0, 3), "img"),
        ('a: "im\\x67:tag"', (4, 7), '"im\\x67:tag"'),
        ("a: img\n  tag", (4, 7), "img\n  tag"),
        ("a: &x img:tag", (4, 7), "tag"),
        ("a: |\n  one\n  two three\n", (8, 13), "three"),
        ("a: |\r\n  one\r\n  two three\r\n", (8, 13), "three"),
        ("a: |\n  one\n\n   two\n", (6, 9), "two"),
        ("a: |\n  one\n  two\n", (2, 6), "|\n  one\n  two"),
        ("a: >\n  one\n  two\n", (4, 7), ">\n  one\n  two"),
        ("a: b", (0, 99), "b"),
        ("a: b", (3, 3), "b"),
        ("a: ''", (0, 1), "''"),
        ('{"a": "img:tag"}', (4, 7), "tag"),
        ('{"a": "im\\u0067:tag"}', (4, 7), '"im\\u0067:tag"'),
    ],
)
def test_a_part_of_the_text(text: str, chars: tuple[int, int], found: str) -> None:
    assert at(text, "a", chars=chars) == found


def test_lines_and_columns_count_code_points_from_one() -> None:
    source = reading("a: 1\r\n😀: [é, x]\r\n")
    span = source.span(0, At(("😀", 1)))
    assert (span.start.line, span.start.column, span.start.offset) == (2, 8, 13)
    assert (span.end.line, span.end.column) == (2, 9)


def test_later_documents() -> None:
    source = reading('a: 1\n---\n# c\nb: 2\n---\n{"c": [3]}\n')
    assert [cut(source, source.span(i, At((key,)))) for i, key in enumerate("abc")] == ["1", "2", "[3]"]
    assert source.span(2, At(("c",))).start.line == 6


def test_excerpts() -> None:
    source = reading("a: |\r\n  1\r\n  2\r\n  3\r\nb: x\r\n")
    assert source.excerpt(source.span(0, At(("a",)))).lines == ("a: |", "  1", "  2")
    assert source.excerpt(source.span(0, At(("b",)))).lines == ("b: x",)
    assert source.excerpt(source.span(0, At(("b",)))).first == 5
    empty = reading("")
    assert empty.excerpt(empty.lines.span(0, 0)).lines == ("",)


_TEXT = st.text(st.sampled_from("ab0:-#'\"\\{}[],&*!|>%@ \n\té😀~."), max_size=10)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 99) | _TEXT,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(_TEXT, inner, min_size=1, max_size=3)
    ),
    max_leaves=10,
).filter(lambda value: isinstance(value, dict | list))
_TEXTS = st.recursive(
    _TEXT,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(_TEXT, inner, min_size=1),
    max_leaves=10,
).filter(lambda value: isinstance(value, dict | list))
_STYLES = st.sampled_from([None, "'", '"', "|", ">"])


def scalars(value: Any, pointer: Pointer = ()) -> list[tuple[Pointer, Any]]:
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in scalars(item, (*pointer, key))]
    if isinstance(value, list):
        return [found for i, item in enumerate(value) for found in scalars(item, (*pointer, i))]
    return [(pointer, value)]


@settings(max_examples=200, deadline=None)
@given(_TEXTS, _STYLES, st.sampled_from([None, True, False]), st.integers(2, 6), st.sampled_from([20, 999]))
def test_the_text_at_every_span_is_the_value(
    value: Any, style: str | None, flow: bool | None, indent: int, width: int
) -> None:
    text = yaml.safe_dump(
        value, default_style=style, default_flow_style=flow, indent=indent, width=width, allow_unicode=True
    )
    source = reading(text)
    if not source.documents:  # PyYAML writes some texts plain that Kubernetes does not read
        return
    for pointer, scalar in scalars(source.documents[0].data):
        written = cut(source, source.span(0, At(pointer)))
        if re.match(r"[|>][+-]?[0-9]", written):  # its indentation means something only where it stands
            continue
        (again,) = reading("a: " + written).documents
        if written[0] in "|>":
            assert again.data["a"].rstrip("\n") == scalar.rstrip("\n")
        else:
            assert again.data == {"a": scalar}


@settings(max_examples=100, deadline=None)
@given(_VALUES, st.sampled_from([None, True, False]))
def test_line_breaks_and_a_mark_only_shift(value: Any, flow: bool | None) -> None:
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=True)
    plain, windows = reading(text), read("x", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert len(plain.documents) == len(windows.documents)
    if not plain.documents:
        return
    for pointer, _ in scalars(plain.documents[0].data):
        one, two = plain.span(0, At(pointer)), windows.span(0, At(pointer))
        assert (one.start.line, one.start.column) == (two.start.line, two.start.column)
        assert (one.end.line, one.end.column) == (two.end.line, two.end.column)
        assert two.start.offset - one.start.offset == one.start.line - 1
