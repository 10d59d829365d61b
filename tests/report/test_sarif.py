"""SARIF against its JSON Schema, against Microsoft's validator, and against the report."""

import json
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from manifestlint.core.finding import Status
from manifestlint.core.report import Report, Repository
from manifestlint.core.words import printable
from manifestlint.report.sarif import render
from tests.npm import unpacked
from tests.report.fixed import CLEAN, EVIL, EVIL_PATH, HOSTILE, INERT, REPORT

REPORTS = {"full": REPORT, "clean": CLEAN, "hostile": HOSTILE}


def run_of(report: Report) -> dict[str, Any]:
    (run,) = json.loads(render(report))["runs"]
    assert isinstance(run, dict)
    return run


def results(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run_of(report)["results"]
    return found


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_it_is_valid(report: Report) -> None:
    """The schema as `@microsoft/jest-sarif` (MIT) carries it."""
    package = unpacked("@microsoft/jest-sarif", "1.0.0-beta.0")
    schema = json.loads((package / "lib/schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    log = json.loads(render(report))
    assert [error.message for error in validator.iter_errors(log)] == []
    del log["runs"][0]["tool"]
    assert not validator.is_valid(log)


def test_microsofts_validator_finds_no_error(tmp_path: Path) -> None:
    """With GitHub's own demands. The only warning: nothing is known of a page of the tool on the web."""
    for name, report in REPORTS.items():
        (tmp_path / f"{name}.sarif").write_text(render(report), encoding="utf-8")
    assert faults(tmp_path) == {"SARIF2005"}
    broken = json.loads(render(REPORT))
    broken["runs"][0]["results"][0]["ruleIndex"] = 99
    (tmp_path / "full.sarif").write_text(json.dumps(broken), encoding="utf-8")
    assert faults(tmp_path) - {"SARIF2005"}


def faults(folder: Path) -> set[str]:
    """The rules by which `@microsoft/sarif-multitool` finds errors or warnings in the logs of a folder."""
    package = unpacked(f"@microsoft/sarif-multitool-{sys.platform}", "5.7.0")
    program = package / ("Sarif.Multitool.exe" if sys.platform == "win32" else "Sarif.Multitool")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    command = [str(program), "validate", "*.sarif", "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning"]
    done = subprocess.run(
        [*command, "--output", "faults.json", "--log", "ForceOverwrite"],
        check=True,
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    assert "3 files scanned" in done.stdout
    log = json.loads((folder / "faults.json").read_text(encoding="utf-8-sig"))
    return {result["ruleId"] for result in log["runs"][0].get("results", ())}


def test_rules_are_those_that_occur() -> None:
    run = run_of(REPORT)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    assert set(rules) == {result["ruleId"] for result in run["results"]}


def test_a_policy_that_no_rule_describes_is_named() -> None:
    run = run_of(replace(REPORT, rules={}))
    assert {"id": "image-tag-mutable"} in run["tool"]["driver"]["rules"]


def test_places() -> None:
    result = next(item for item in results(REPORT) if item["ruleId"] == "service-selects-nothing")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "manifests/service.yaml", "uriBaseId": "SRCROOT"}
    region = place["region"]
    assert region.pop("snippet")["text"].startswith("selector:\n    app: ")
    assert region == {"startLine": 7, "startColumn": 3, "endLine": 8, "endColumn": 11}
    assert place["contextRegion"]["snippet"]["text"].endswith("# 日本 😀")
    image = next(item for item in results(REPORT) if item["ruleId"] == "image-tag-mutable")
    assert image["locations"][0]["physicalLocation"]["region"]["snippet"] == {"text": "web:latest"}
    (related,) = result["relatedLocations"]
    assert related["message"] == {"text": "against these labels"}
    assert related["logicalLocations"][0]["fullyQualifiedName"] == "apps/v1/Deployment/shop/web"


def test_what_is_set_aside_says_why() -> None:
    told = {item["message"]["text"].split("(")[-1]: item["suppressions"] for item in results(REPORT)}
    assert told["excepted)"] == [
        {"kind": "external", "status": "accepted", "justification": "agreed until March"}
    ]
    assert told["baselined)"][0]["kind"] == "external"
    assert told["suppressed)"][0]["kind"] == "inSource"
    assert "subsumed)" not in told
    active = [item for item in REPORT.findings if item.status is Status.ACTIVE]
    assert sum(item["suppressions"] == [] for item in results(REPORT)) == len(active)


def test_a_change_has_a_baseline() -> None:
    states = {item["ruleId"]: item["baselineState"] for item in results(REPORT)}
    assert states["image-tag-mutable"] == "new"
    assert states["readiness-probe-missing"] == states["service-selects-nothing"] == "unchanged"
    assert not any("baselineState" in item for item in results(replace(REPORT, base="")))


def test_a_fix_is_what_is_replaced() -> None:
    fix = next(item for item in results(REPORT) if item["ruleId"] == "yaml-scalar-surprising")["fixes"][0]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": '"8080"'}
    assert replacement["deletedRegion"]["endColumn"] == 22


def test_failures_are_told() -> None:
    (invocation,) = run_of(REPORT)["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)
    told = invocation["toolExecutionNotifications"]
    assert [item["level"] for item in told] == ["error", "error", "note", "note", "note"]
    assert told[0]["descriptor"] == {"id": "not-renderable"}
    assert run_of(CLEAN)["invocations"][0]["executionSuccessful"] is True


def test_where_it_comes_from() -> None:
    (source,) = run_of(REPORT)["versionControlProvenance"]
    assert source["repositoryUri"] == "https://github.com/example/deploy"
    assert "versionControlProvenance" not in run_of(CLEAN)
    assert "versionControlProvenance" not in run_of(replace(CLEAN, repository=Repository("", "")))


def test_a_name_is_inert() -> None:
    result = results(REPORT)[0]
    (location,) = result["locations"]
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == EVIL_PATH
    assert uri.isascii()
    assert not set(uri) & set(' <>"%:\\^`{|}') - {"%"}
    assert location["logicalLocations"][0]["name"] == printable(EVIL)
    assert location["logicalLocations"][1] == {"name": printable(EVIL), "kind": "bundle"}
    assert INERT in result["message"]["text"]


def test_messages_have_no_links_and_no_control_characters() -> None:
    for result in results(HOSTILE):
        related = [place["message"]["text"] for place in result.get("relatedLocations", ())]
        for text in (result["message"]["text"], *related):
            assert text.isprintable()
            assert "](" not in text


def test_a_path_that_is_no_text_is_still_an_address() -> None:
    finding = replace(REPORT.findings[-1], path="a\udcff b#c?.yaml")
    (result,) = results(replace(REPORT, findings=(finding,), failures=()))
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert address == "a%FF%20b%23c%3F.yaml"
