"""Annotations of GitHub Actions, read as the runner reads them."""

import re
from dataclasses import replace

from manifestlint.core.finding import Change, Finding, Status
from manifestlint.core.report import Report
from manifestlint.core.severity import Severity
from manifestlint.report.github import render
from tests.report.fixed import CLEAN, EVIL, REPORT

_IN_MESSAGES = {"%0D": "\r", "%0A": "\n", "%25": "%"}
_IN_PROPERTIES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def unescaped(text: str, escapes: dict[str, str]) -> str:
    for escape, char in escapes.items():
        text = text.replace(escape, char)
    return text


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Name, properties and message of each line (actions/runner, ActionCommand.cs)."""
    found = []
    for line in text.split("\n")[:-1]:
        match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert match, line
        pairs = (pair.split("=", 1) for pair in match[2].split(","))
        properties = {key: unescaped(value, _IN_PROPERTIES) for key, value in pairs}
        found.append((match[1], properties, unescaped(match[3], _IN_MESSAGES)))
    return found


def of(*findings: Finding) -> Report:
    return replace(CLEAN, findings=findings)


TAG = next(each for each in REPORT.findings if each.rule == "image-tag-mutable")


def test_every_line_is_one_command() -> None:
    found = commands(render(REPORT))
    assert [name for name, _, _ in found] == ["error"] * 4 + ["warning"] * 2 + ["notice"]
    assert found[3] == (
        "error",
        {
            "file": "manifests/web.yaml",
            "line": "19",
            "endLine": "19",
            "col": "16",
            "endColumn": "26",
            "title": "image-tag-mutable",
        },
        TAG.message,
    )


def test_a_name_stays_a_name() -> None:
    """What comes back after the runner's own unescaping is the name, made printable, and nothing else."""
    shown = EVIL.replace("\x1b", "\\x1b")
    _, properties, message = commands(render(REPORT))[2]
    assert properties["file"] == f"manifests/{shown}.yaml"
    assert message.startswith(f'ConfigMap {shown}: the name "{shown}" is no DNS subdomain')
    comma = replace(TAG, path="a,line=1:b%2C.yaml")
    assert commands(render(of(comma)))[0][1]["file"] == "a,line=1:b%2C.yaml"


def test_what_could_not_be_checked_comes_first() -> None:
    name, properties, message = commands(render(REPORT))[0]
    assert (name, properties["file"]) == ("error", "charts/shop")
    assert properties["title"] == "not checked (not-renderable)"
    assert message.startswith("Application shop-test: helm says")


def test_several_lines_have_no_columns() -> None:
    found = next(
        each[1] for each in commands(render(REPORT)) if each[1]["title"] == "service-selects-nothing"
    )
    assert found == {
        "file": "manifests/service.yaml",
        "line": "7",
        "endLine": "8",
        "title": "service-selects-nothing",
    }


def test_what_the_change_removes_has_no_line() -> None:
    assert list(commands(render(of(replace(TAG, before=True))))[0][1]) == ["file", "title"]


def test_rank() -> None:
    """Only the first ten of a kind are shown: what is new, and of that what breaks, comes before the rest."""
    touched = replace(TAG, rule="selector-mismatch", change=Change.TOUCHED)
    weak = replace(TAG, rule="image-tag-mutable", change=Change.NEW, path="a.yaml")
    breaks = replace(TAG, rule="name-invalid", change=Change.NEW, path="z.yaml")
    mild = replace(TAG, rule="name-invalid", severity=Severity.WARNING)
    told = [
        (name, each["title"], each["file"])
        for name, each, _ in commands(render(of(mild, touched, weak, breaks)))
    ]
    assert told == [
        ("error", "name-invalid", "z.yaml"),
        ("error", "image-tag-mutable", "a.yaml"),
        ("error", "selector-mismatch", TAG.path),
        ("warning", "name-invalid", TAG.path),
    ]


def test_what_does_not_decide_is_not_told() -> None:
    quiet = (replace(TAG, status=Status.SUPPRESSED), replace(TAG, change=Change.OLD))
    assert render(of(*quiet)) == ""


def test_no_verdict_says_why() -> None:
    report = replace(CLEAN, unusable=True, notes=("nothing was checked in m",))
    assert commands(render(report)) == [("error", {"title": "no verdict"}, "nothing was checked in m")]
