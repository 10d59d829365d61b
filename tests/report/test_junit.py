"""JUnit's XML against the schema of Jenkins, and against the verdict."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import xmlschema

from manifestlint.core.report import Report
from manifestlint.core.severity import Severity
from manifestlint.core.words import printable
from manifestlint.report.junit import render
from tests.report.fixed import CLEAN, EVIL_PATH, HOSTILE, INERT, REPORT

XSD = Path(__file__).parents[1] / "data" / "junit" / "junit-10.xsd"
NO_FAILURES = replace(REPORT, failures=())
UNUSABLE = replace(CLEAN, unusable=True, notes=("there is nothing to check",))
GREEN = replace(CLEAN, files=("a.yaml", "b/c.yaml"))
REPORTS = {
    "full": REPORT,
    "hostile": HOSTILE,
    "clean": CLEAN,
    "green": GREEN,
    "unusable": UNUSABLE,
    "no failures": NO_FAILURES,
    "warnings only": replace(NO_FAILURES, findings=REPORT.findings[1:-3]),
    "strict": replace(NO_FAILURES, findings=REPORT.findings[1:-3], fail_on=Severity.WARNING),
    "old": replace(NO_FAILURES, findings=(REPORT.findings[5],), fail_on=Severity.INFO),
    "old counts": replace(NO_FAILURES, findings=REPORT.findings[5:6], fail_on=Severity.INFO, counts_all=True),
}


@cache
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(XSD)


def parsed(report: Report) -> ET.Element:
    return ET.fromstring(render(report))  # noqa: S314 (it is our own)


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_it_is_valid(report: Report) -> None:
    assert [error.reason for error in schema().iter_errors(render(report))] == []


def test_the_schema_refuses_what_is_wrong() -> None:
    assert not schema().is_valid(render(REPORT).replace("<testcase ", "<testcase colour='red' ", 1))


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_the_tests_are_red_just_when_the_check_is(report: Report) -> None:
    suites = parsed(report)
    red = sum(1 for tag in ("failure", "error") for _ in suites.iter(tag))
    assert bool(red) == bool(report.exit_code)


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_sums_are_right(report: Report) -> None:
    suites = parsed(report)
    for element in (suites, *suites):
        assert int(element.get("tests", "")) == len(list(element.iter("testcase")))
        assert int(element.get("failures", "")) == len(list(element.iter("failure")))
        assert int(element.get("errors", "")) == len(list(element.iter("error")))
    for suite in suites:
        assert int(suite.get("skipped", "")) == len(list(suite.iter("skipped")))
        names = [(case.get("classname"), case.get("name")) for case in suite]
        assert len(set(names)) == len(names)


def test_a_clean_file_passes() -> None:
    suites = parsed(GREEN)
    assert [(case.get("file"), len(case)) for case in suites.iter("testcase")] == [
        ("a.yaml", 0),
        ("b/c.yaml", 0),
    ]


def test_equal_findings_are_two_cases() -> None:
    finding = REPORT.findings[-2]
    suites = parsed(replace(CLEAN, findings=(finding, replace(finding, ordinal=1))))
    first, second = (case.get("name") for case in suites.iter("testcase"))
    assert second == f"{first} (2)"


def test_what_does_not_decide_is_skipped_with_a_reason() -> None:
    told = {item.get("message", "") for item in parsed(REPORT).iter("skipped")}
    assert any(message.endswith("(excepted: agreed until March)") for message in told)
    assert any(message.endswith("(there before)") for message in told)
    assert any(message.endswith("(info: below --fail-on error)") for message in told)


def test_a_name_is_inert() -> None:
    (suite,) = (suite for suite in parsed(REPORT) if suite.get("name") == printable(EVIL_PATH))
    (failure,) = suite.iter("failure")
    assert INERT in failure.get("message", "")
    assert INERT in (failure.text or "")
    assert not list(failure)
