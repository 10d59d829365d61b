"""`manifestlint review`: what an approver is told."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.integration.repository import (
    DEPLOYMENT,
    SET,
    WEB,
    Repository,
    as_pull_request,
    repository,
)

__all__ = ["as_pull_request", "repository"]
BUMPED = DEPLOYMENT.replace("v1.0.0", "v1.0.1")
HOW = "(RollingUpdate, maxSurge 25% (1), maxUnavailable 25% (0))"
ROLLS = f"Deployment shop/web rolls: never fewer than 2 of 2 pods ready {HOW}"
KEY = "apiVersion: v1\nkind: Secret\nmetadata: {name: key, namespace: shop}\nstringData: {key: OLD}\n"
MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: shop}\ndata: {level: info}\n"


def review(repository: Repository, *arguments: str, code: int = 0) -> list[str]:
    result = repository.run("review", *arguments)
    assert result.exit_code == code, result.output
    return [line for line in result.stdout.splitlines() if not line.startswith("::")]


def test_a_bump_takes_three_lines(repository: Repository) -> None:
    repository.branch("topic")
    repository.commit({WEB: BUMPED})
    last = "passes, no findings; to roll back once merged: git revert -m 1 MERGE"
    expected = ["web v1.0.0 -> v1.0.1, patch", ROLLS, last]
    assert review(repository) == expected
    assert review(repository, "main") == expected
    assert review(repository, "main", "topic") == expected


def test_it_tells_fields_objects_and_findings(repository: Repository) -> None:
    repository.commit({"manifests/key.yaml": KEY, "manifests/old.yaml": MAP.replace("settings", "old")})
    repository.branch("topic")
    altered = DEPLOYMENT.replace("replicas: 2", "replicas: 3").replace("v1.0.0", "latest")
    repository.commit(
        {
            WEB: altered,
            "manifests/key.yaml": KEY.replace("OLD", "NEW"),
            "manifests/old.yaml": None,
            "manifests/settings.yaml": MAP,
        }
    )
    lines = review(repository, code=1)
    assert lines[0] == "web v1.0.0 -> latest"
    assert lines[1:8] == [
        "created: ConfigMap shop/settings",
        "changed: Secret shop/key",
        "  stringData.key: changed (hidden)",
        "changed: Deployment shop/web",
        "  spec.replicas: 2 -> 3",
        "  spec.template.spec.containers[web].image: example/web:v1.0.0 -> example/web:latest",
        "removed: ConfigMap shop/old",
    ]
    assert "error image-tag-mutable at manifests/web.yaml:16" in lines
    assert lines[-1].startswith("does not pass: 1 error")
    assert not any("NEW" in line or "OLD" in line for line in lines)
    assert "NEW" not in repository.run("review", "--format", "json").stdout.partition('"check"')[0]


def test_it_tells_what_is_mended(repository: Repository) -> None:
    repository.commit({WEB: DEPLOYMENT.replace("v1.0.0", "latest")})
    repository.branch("topic")
    repository.commit({WEB: DEPLOYMENT})
    assert "mends 1 finding: image-tag-mutable" in review(repository)


def test_both_sides_are_commits_and_nothing_is_checked_out(repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD")
    second = repository.commit({WEB: BUMPED})
    third = repository.commit({WEB: BUMPED.replace("v1.0.1", "v1.1.0"), "manifests/settings.yaml": MAP})
    repository.write({WEB: "not: [yaml", "manifests/stray.yaml": KEY})
    before = (repository.root / WEB).stat().st_mtime_ns
    assert review(repository, first, second) == [
        "web v1.0.0 -> v1.0.1, patch",
        ROLLS,
        f"passes, no findings; to roll back: git revert {second[:10]}",
    ]
    assert review(repository, second, third)[:2] == [
        "web v1.0.1 -> v1.1.0, minor",
        "created: ConfigMap shop/settings",
    ]
    span = f"{first[:10]}..{third[:10]}"
    assert review(repository, first, "main")[-1].endswith(
        f"git revert -m 1 $(git rev-list --first-parent {span})"
    )
    assert (repository.root / WEB).stat().st_mtime_ns == before


def test_a_commit_is_judged_by_its_own_policies(repository: Repository) -> None:
    rule = "  rules:\n    image-tag-unexpected: {options: {allowed: '^v1'}}\n"
    policy = (repository.root / SET).read_text() + rule
    head = repository.commit({SET: policy, WEB: DEPLOYMENT.replace("v1.0.0", "v2.0.0")})
    repository.commit({SET: policy.replace("^v1", "^v2")})
    assert "error image-tag-unexpected at manifests/web.yaml:16" in review(repository, "HEAD~2", head, code=1)
    assert "error" not in "".join(review(repository, "HEAD~2", "HEAD"))


def test_policies_that_change_are_told_whoever_judges(repository: Repository, as_pull_request: Any) -> None:
    policy = (repository.root / SET).read_text()
    repository.commit({SET: policy + "  rules:\n    image-tag-unexpected: {options: {allowed: '^v2'}}\n"})
    repository.branch("topic")
    repository.commit({SET: policy, WEB: BUMPED})
    silenced = "silence 1 finding: image-tag-unexpected at manifests/web.yaml:16"
    lines = review(repository)
    assert lines[2:4] == [
        "note: this change alters the policies, and is judged by its own",
        f"note: its policies {silenced}",
    ]
    assert lines[-1].startswith("passes, no findings")
    as_pull_request(repository.merge("topic"))
    lines = review(repository, code=1)
    assert "error image-tag-unexpected at manifests/web.yaml:16 (there before)" in lines
    assert f"note: once merged, its policies {silenced}" in lines


@pytest.mark.parametrize(("law", "how"), [("allow", " (spec.newSuppressions is allow)"), ("warn", "")])
def test_suppressions_that_a_change_adds_are_told(repository: Repository, law: str, how: str) -> None:
    policy = (repository.root / SET).read_text()
    repository.commit({SET: f"{policy}  newSuppressions: {law}\n"})
    repository.branch("topic")
    latest = BUMPED.replace("v1.0.1", "latest  # manifestlint: ignore[image-tag-mutable] for a test")
    repository.commit({WEB: latest})
    lines = review(repository)
    assert f"info suppression-new at manifests/web.yaml:16{how}" in lines
    assert "  this change silences image-tag-mutable here: for a test" in lines
    assert lines[-1].startswith("passes, no findings" if how else "passes: 1 info")
    told = repository.check("--base", "main")["findings"]
    assert {each["rule"]: each["status"] for each in told} == {
        "suppression-new": "excepted" if how else "active",
        "image-tag-mutable": "suppressed",
    }


def test_what_it_compares_with_by_itself(repository: Repository) -> None:
    merged = repository.commit({WEB: BUMPED})
    assert review(repository)[-1].endswith(f"to roll back: git revert {merged[:10]}")
    repository.write({WEB: BUMPED.replace("v1.0.1", "v1.0.2")})
    lines = review(repository)
    assert lines[0] == "web v1.0.1 -> v1.0.2, patch"
    assert lines[-1].endswith("to roll back once committed: git revert COMMIT")


def test_a_pipeline_s_merge_is_not_the_one_to_revert(repository: Repository, as_pull_request: Any) -> None:
    repository.branch("topic")
    repository.commit({WEB: BUMPED})
    as_pull_request(repository.merge("topic"))
    lines = review(repository)
    assert lines[0] == "web v1.0.0 -> v1.0.1, patch"
    assert lines[-1].endswith("once merged: git revert -m 1 MERGE")


def test_what_rolls_and_what_does_not(repository: Repository) -> None:
    repository.branch("topic")
    repository.commit({WEB: BUMPED.replace("  replicas: 2", "  paused: true\n  replicas: 2")})
    assert "Deployment shop/web does not roll: it is paused" in review(repository, "main")
    repository.commit({WEB: BUMPED.replace("  replicas: 2", "  replicas: 2\n  strategy: {type: Recreate}")})
    assert "Deployment shop/web rolls: for a time 0 of 2 pods ready (Recreate)" in "\n".join(
        review(repository)
    )
    repository.commit({WEB: DEPLOYMENT.replace("replicas: 2", "replicas: 3")})
    assert not any("pods ready" in line for line in review(repository))


def test_a_comment_says_only_what_it_says(repository: Repository) -> None:
    repository.branch("topic")
    evil = "@everyone <img src=x> ``` [a](http://b) *c*"
    repository.commit(
        {WEB: DEPLOYMENT.replace("{app: web}\n    spec", f'{{app: web, x: "{evil}"}}\n    spec')}
    )
    text = repository.run("review", "--format", "markdown").stdout
    assert f"````{evil}````" in text.replace("set to ", "")
    outside = "\n".join(line for line in text.splitlines() if "````" not in line)
    escaped_away = re.sub(r"\\.", "", outside)
    assert not re.search(r"[<`*\[]", re.sub(r"`[^`]*`|\*\*error\*\*", "", escaped_away))
    assert "@everyone" not in outside


def test_what_cannot_be_read_is_no_silence(repository: Repository) -> None:
    repository.write({WEB: DEPLOYMENT.replace("spec:", "spec: [", 1)})
    lines = review(repository, code=1)
    assert lines[0] == "no object changes, in 1 changed file; what cannot be read is left out"
    repository.write({WEB: DEPLOYMENT, "README.md": "Shop\n"})
    assert review(repository)[0] == "no object changes, in 1 changed file"


def test_json_tells_all(repository: Repository) -> None:
    repository.branch("topic")
    repository.commit({WEB: BUMPED})
    told = json.loads(repository.run("review", "--format", "json").stdout)
    assert told["versions"][0]["step"] == "patch"
    assert [(each["what"], each["fields"][0]["new"]) for each in told["objects"]] == [
        ("changed", "example/web:v1.0.1")
    ]
    assert told["rolling"][0]["lowest"] == 2
    assert told["rollback"] == {"command": "git revert -m 1 MERGE", "once": "merged"}
    assert (told["passes"], told["check"]["findings"], told["files"]) == (True, [], [WEB])


@pytest.mark.parametrize("arguments", [("nowhere",), ("main", "nowhere"), ("none",)])
def test_what_cannot_be_compared(repository: Repository, arguments: tuple[str, ...]) -> None:
    assert repository.run("review", *arguments).exit_code == 2


def test_outside_of_git(tmp_path: Path) -> None:
    (tmp_path / "web.yaml").write_text(DEPLOYMENT)
    assert Repository(tmp_path).run("review").exit_code == 2
