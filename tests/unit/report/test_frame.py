"""Code frames mark what is meant, and obey nothing."""

from hypothesis import given
from hypothesis import strategies as st

from manifestlint.core.finding import Excerpt
from manifestlint.core.place import Position, Span
from manifestlint.core.words import printable
from manifestlint.report.frame import frame


def lines(text: str, start: int, end: int) -> list[tuple[str, str]]:
    span = Span(Position(7, start, 0), Position(7, end, 0))
    return [(line.text, line.marks) for line in frame(Excerpt(7, (text,)), span)][1:]


def test_marks_stand_below_the_place() -> None:
    assert lines("a: value", 4, 9) == [("a: value", "   ^^^^^")]


def test_empty_place_gets_one_mark() -> None:
    assert lines("a:", 3, 3) == [("a:", "  ^")]


def test_wide_characters_take_two_cells() -> None:
    assert lines("é: 日本 x", 7, 8) == [("é: 日本 x", " " * 8 + "^")]


def test_tabs_and_control_characters_are_harmless() -> None:
    assert lines("\ta: \x1b[31m", 5, 10) == [(" a: \\x1b[31m", "    ^^^^^^^^")]
    assert printable("\x9b\u202e\ud800") == "\\x9b\\u202e\\ud800"


def test_no_pipeline_takes_a_line_for_a_command() -> None:
    assert printable("  ::error::x ::y") == "  \\x3a:error::x ::y"
    assert printable("::1 and a::b") == "::1 and a::b"
    assert printable("a ##[error]b") == "a ##\\x5berror]b"
    assert lines("a: ##[group]b", 4, 6) == [("a: ##\\x5bgroup]b", "   ^^")]
    assert lines("a: ##[group]b", 6, 8) == [("a: ##\\x5bgroup]b", "     ^^^^^")]


def test_long_lines_are_cut_around_the_place() -> None:
    (text, marks), *_ = lines("x" * 500 + "here" + "y" * 500, 501, 505)
    assert text[marks.index("^") :].startswith("here")
    assert len(text) < 180
    assert text.startswith("...")
    assert text.endswith("...")


@given(st.text(), st.integers(1, 40), st.integers(0, 40))
def test_any_text_can_be_framed(text: str, start: int, length: int) -> None:
    for shown, marks in lines(text.replace("\n", ""), start, start + length):
        assert (shown + marks).isprintable()
        assert marks.strip() == "^" * marks.count("^")
