"""One line each, as editors read them."""

import re

from manifestlint.core.words import printable
from manifestlint.report.concise import render
from manifestlint.report.text import Style
from tests.report.fixed import CLEAN, EVIL_PATH, HOSTILE, INERT, REPORT

LINE = re.compile(r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (error|warning|info) [a-z-]+: .+")


def test_each_finding_has_a_line_that_an_editor_can_read() -> None:
    lines = render(REPORT).splitlines()
    places = [match for match in map(LINE.fullmatch, lines) if match]
    assert [int(match["line"]) for match in places] == [item.span.start.line for item in REPORT.active]
    assert places[0]["path"] == printable(EVIL_PATH)
    assert sum(": not checked " in line for line in lines) == len(REPORT.failures)


def test_the_last_line_is_the_verdict() -> None:
    assert (
        render(REPORT).splitlines()[-1].startswith("2 errors, 2 warnings, 1 info, 2 not checked in 9 files")
    )
    assert render(CLEAN).startswith("clean: no findings")


def test_what_is_set_aside_is_told_when_asked_for() -> None:
    assert "(excepted: agreed until March)" not in render(REPORT)
    assert "(excepted: agreed until March)" in render(REPORT, Style(show_suppressed=True))


def test_colours_are_its_own() -> None:
    plain, coloured = render(HOSTILE), render(HOSTILE, Style(colour=True))
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


def test_a_name_is_inert() -> None:
    assert INERT in render(REPORT)
