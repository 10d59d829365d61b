"""Old findings wait in the baseline; new ones decide, and none covers a second place."""

import json
from typing import Any

import pytest

from tests.integration.repository import (
    DEPLOYMENT,
    POLICY,
    SET,
    WEB,
    Repository,
    as_pull_request,
    repository,
    told,
)

__all__ = ["as_pull_request", "repository"]
FILE = "policies/baseline.json"
LATEST = DEPLOYMENT.replace("v1.0.0", "latest")
OTHER = LATEST.replace("name: web\n  n", "name: other\n  n").replace("app: web", "app: other")


@pytest.fixture
def old(repository: Repository) -> Repository:
    """A repository with two findings, which its baseline knows."""
    repository.commit({WEB: LATEST, "manifests/other.yaml": OTHER})
    done = repository.run("baseline")
    assert (done.exit_code, done.stdout) == (0, f"{FILE}: 2 findings known, 2 of them added\n")
    repository.commit({}, "Know what is old")
    return repository


def content(repository: Repository) -> str:
    return (repository.root / FILE).read_text()


def test_one_finding_a_line_in_order(old: Repository) -> None:
    lines = content(old).splitlines()
    entries = [json.loads(line.strip().rstrip(",")) for line in lines if "fingerprint" in line]
    assert [(each["path"], each["rule"], each["resource"]) for each in entries] == [
        ("manifests/other.yaml", "image-tag-mutable", "Deployment shop/other"),
        (WEB, "image-tag-mutable", "Deployment shop/web"),
    ]
    assert len(lines) == 7
    before = content(old)
    assert old.run("baseline").stdout == f"{FILE}: 2 findings known\n"
    assert content(old) == before


def test_known_findings_do_not_decide(old: Repository) -> None:
    report = old.check()
    assert (told(report), report["summary"]["baselined"], report["exit"]) == ([], 2, 0)
    assert report["notes"] == []
    old.write({WEB: "# a comment moves every line\n" + LATEST.replace("latest", "main")})
    assert told(old.check()) == []


def test_a_second_place_is_not_covered(old: Repository) -> None:
    old.write({WEB: LATEST + "      - name: log\n        image: example/log:latest\n"})
    assert [rule for rule, _ in told(old.check("--select", "image-tag-mutable"))] == ["image-tag-mutable"]
    old.write({WEB: LATEST, "manifests/copy.yaml": LATEST.replace("name: web\n  n", "name: copy\n  n")})
    found = old.check("--select", "image-tag-mutable")["findings"]
    assert [item["path"] for item in found if item["status"] == "active"] == ["manifests/copy.yaml"]


def test_what_is_gone_is_told_and_taken_out(old: Repository) -> None:
    old.write({WEB: DEPLOYMENT})
    told_of = "1 finding of the baseline cannot be found any more;"
    assert old.check()["notes"] == [f"{told_of} take out what is gone with: manifestlint baseline --prune"]
    assert old.check("manifests/other.yaml")["notes"] == []  # nobody looked for it
    assert old.check("--select", "image-tag-unexpected")["notes"] == []
    assert "1 gone (--prune takes them out)" in old.run("baseline").stdout
    old.write({"manifests/new.yaml": LATEST.replace("name: web\n  n", "name: new\n  n")})
    done = old.run("baseline", "--prune")
    assert done.stdout == f"{FILE}: 1 finding known, 1 gone and taken out\n"
    assert [item["path"] for item in old.check()["findings"] if item["status"] == "active"] == [
        "manifests/new.yaml"
    ]


def test_paths_are_added_to_what_is_known(old: Repository) -> None:
    old.write({"manifests/new.yaml": LATEST.replace("name: web\n  n", "name: new\n  n")})
    assert old.run("baseline", "manifests/other.yaml").stdout == f"{FILE}: 2 findings known\n"
    assert "3 findings known, 1 of them added" in old.run("baseline", "manifests/new.yaml").stdout


def test_what_cannot_wait(repository: Repository) -> None:
    suppressed = f"# manifestlint: ignore[image-tag-mutable] gone\n{DEPLOYMENT}"
    repository.commit({WEB: suppressed, "manifests/broken.yaml": "kind: [\n"})
    done = repository.run("baseline")
    assert (done.exit_code, done.stdout) == (0, f"{FILE}: 0 findings known\n")
    assert not (repository.root / FILE).exists()
    assert {rule for rule, _ in told(repository.check())} == {"suppression-unused", "yaml-syntax"}


def test_what_could_not_be_checked_is_said(repository: Repository) -> None:
    repository.write({WEB: LATEST})
    (repository.root / "manifests" / "bytes.yaml").write_bytes(b"apiVersion: v1\nkind: \xff\xfe\n")
    done = repository.run("baseline")
    assert done.exit_code == 3
    assert "1 finding known" in done.stdout
    assert "not checked: manifests/bytes.yaml" in done.stderr


@pytest.mark.parametrize(
    "broken", ["{", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{}]}']
)
def test_a_broken_baseline(old: Repository, broken: str) -> None:
    old.write({FILE: broken})
    report = old.check()
    assert report["exit"] == 3
    assert [failure["path"] for failure in report["failures"]] == [FILE]
    assert old.run("baseline", "--prune").exit_code == 2
    assert old.run("baseline").exit_code == 0
    assert old.check()["exit"] == 0


def test_without_a_set_there_is_no_place_for_it(repository: Repository) -> None:
    repository.commit({SET: None})
    done = repository.run("baseline")
    assert done.exit_code == 2
    assert "there is none; write one with: manifestlint init" in done.stderr


def test_a_pull_request_is_judged_by_the_baseline_of_its_target(
    repository: Repository, as_pull_request: Any
) -> None:
    repository.branch("topic")
    repository.write({WEB: LATEST})
    repository.run("baseline")
    repository.commit({})
    as_pull_request(repository.merge("topic"))
    report = repository.check()
    assert (told(report), report["exit"]) == ([("image-tag-mutable", "new")], 1)
    assert "silence 1 finding: image-tag-mutable at manifests/web.yaml" in report["notes"][1]


def test_a_pull_request_that_mends_takes_out(old: Repository, as_pull_request: Any) -> None:
    old.branch("topic")
    old.write({WEB: DEPLOYMENT.replace("v1.0.0", "v1.1.0")})
    old.run("baseline", "--prune")
    old.commit({})
    as_pull_request(old.merge("topic"))
    report = old.check()
    assert (told(report), report["exit"]) == ([], 0)
    assert not any("baseline" in note for note in report["notes"])


def test_it_is_no_manifest(old: Repository) -> None:
    old.write({SET: POLICY.replace("  manifests: [manifests/]\n", "  profile: recommended\n")})
    assert (told(old.check()), old.check()["exit"]) == ([], 0)
