"""Comments, and what only looks like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manifestlint.source import read


def comments(text: str) -> list[tuple[int, int, str, bool]]:
    return [(c.line, c.column, c.text, c.alone) for c in read("x.yaml", text.encode()).comments()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1", []),
        ("# a\nb: 1 # c\n  #d\n", [(1, 1, "a", True), (2, 6, "c", False), (3, 3, "d", True)]),
        ("a: x#y", []),
        ("a: 'x # y' # z", [(1, 12, "z", False)]),
        ('a: "x\n  # y" # z', [(2, 8, "z", False)]),
        ("a: | # z\n  # y\n  x\n# w\nb: 1", [(1, 6, "z", False), (4, 1, "w", True)]),
        ("a: &x |\n  # y\n", []),
        ("a: [1, # x\n  '#', 2] # y", [(1, 8, "x", False), (2, 11, "y", False)]),
        (
            "--- # x\na: 1\n--- # y\nb: 1 # z\r\n",
            [(1, 5, "x", False), (3, 5, "y", False), (4, 6, "z", False)],
        ),
        ("a: 😀 # x", [(1, 6, "x", False)]),
        ("a: 1\n... # x\n# y", [(2, 5, "x", False), (3, 1, "y", True)]),
        ("a: 1 # x\nb: c: d\n# y\n", [(1, 6, "x", False), (3, 1, "y", True)]),
        ('{"a": "# b"}', []),
        ("a: b # x # y", [(1, 6, "x # y", False)]),
        ("#", [(1, 1, "", True)]),
    ],
)
def test_comments(text: str, found: list[tuple[int, int, str, bool]]) -> None:
    assert comments(text) == found


@pytest.mark.parametrize("text", ["a: 1 # x  y \r\nb: 2", "#", "a: 😀 # é\t", "--- #x \n#y"])
def test_the_span_of_a_comment_is_its_text(text: str) -> None:
    source = read("x.yaml", text.encode())
    for comment in source.comments():
        start, end = comment.span.start, comment.span.end
        written = source.text[start.offset : end.offset]
        assert written[:1] == "#"
        assert written[1:].lstrip() == comment.text
        assert (start.line, start.column, end.line) == (comment.line, comment.column, comment.line)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("a#\"'\\ :-"), max_size=8), st.sampled_from(["'", '"', "|", ">"]))
def test_a_scalar_holds_no_comment(text: str, style: str) -> None:
    import yaml

    dumped = yaml.safe_dump({"a": text + "x"}, default_style=style)
    assert comments(dumped + "# end\n") == [(dumped.count("\n") + 1, 1, "end", True)]
