"""GitLab's Code Quality report, read as its documentation says: docs.gitlab.com/ci/testing/code_quality."""

import json
from typing import Any

from manifestlint.core.finding import Status
from manifestlint.core.report import Report
from manifestlint.report.gitlab import render
from tests.report.fixed import CLEAN, EVIL_PATH, FAILURES, HOSTILE, INERT, REPORT

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def issues(report: Report) -> list[dict[str, Any]]:
    """The issues, each with what GitLab requires and nothing that it does not know."""
    found: list[dict[str, Any]] = json.loads(render(report))
    for issue in found:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in SEVERITIES
        assert issue["description"].isprintable()
        assert not issue["location"]["path"].startswith(("/", "./"))
        lines = issue["location"]["lines"]
        assert 1 <= lines["begin"] <= lines.get("end", lines["begin"])
    return found


def test_fingerprints_are_unique_and_stay() -> None:
    twice = REPORT.failures + REPORT.failures
    for report in (REPORT, HOSTILE, Report("1", "/r", "/r", failures=twice)):
        names = [issue["fingerprint"] for issue in issues(report)]
        assert len(set(names)) == len(names) > 0
    assert [issue["fingerprint"] for issue in issues(REPORT)] == [
        issue["fingerprint"] for issue in issues(REPORT)
    ]


def test_what_was_there_before_is_in_it_and_what_is_set_aside_is_not() -> None:
    active = [item.rule for item in REPORT.findings if item.status is Status.ACTIVE]
    assert "readiness-probe-missing" in active
    failures = [item.kind.value for item in FAILURES if item.status is Status.ACTIVE]
    assert [issue["check_name"] for issue in issues(REPORT)] == [*active, *failures]


def test_severities_keep_their_order() -> None:
    told = {issue["check_name"]: issue["severity"] for issue in issues(REPORT)}
    assert told["image-tag-mutable"] == "critical"
    assert told["yaml-scalar-surprising"] == "major"
    assert told["runs-as-root"] == "info"
    assert told["not-renderable"] == "blocker"


def test_a_name_is_inert() -> None:
    issue = issues(REPORT)[0]
    assert issue["location"]["path"] == EVIL_PATH
    assert INERT in issue["description"]


def test_clean_is_an_empty_list() -> None:
    assert issues(CLEAN) == []
