"""A pull request is judged by the policies of the branch that it is for, at its tip."""

from pathlib import Path
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
RULE = POLICY + "  rules:\n    image-tag-unexpected: {options: {allowed: '^v2'}}\n"
BUMPED = DEPLOYMENT.replace("v1.0.0", "v1.0.1")
NOTE = "this change alters the policies; it is judged by those of the branch that it is for"


def test_a_rule_cannot_be_deleted_by_what_violates_it(repository: Repository, as_pull_request: Any) -> None:
    repository.commit({SET: RULE})
    repository.branch("topic")
    repository.commit({SET: POLICY, WEB: BUMPED})
    as_pull_request(repository.merge("topic"))
    report = repository.check()
    assert (told(report), report["exit"]) == ([("image-tag-unexpected", "touched")], 1)
    assert report["notes"] == [
        NOTE,
        "once merged, its policies silence 1 finding: image-tag-unexpected at manifests/web.yaml:16",
    ]
    assert told(repository.check("--policies-from", "head")) == []


def test_a_branch_from_before_the_rule_is_judged_by_it(repository: Repository, as_pull_request: Any) -> None:
    repository.branch("topic")
    repository.commit({WEB: BUMPED})
    repository.git("checkout", "-q", "main")
    repository.commit({SET: RULE})
    repository.git("checkout", "-q", "topic")
    main = repository.git("rev-parse", "main")
    repository.git("update-ref", "refs/remotes/origin/main", main)
    as_pull_request("0" * 40)  # the workflow checks out the branch as it is
    report = repository.check()
    assert (told(report), report["exit"]) == ([("image-tag-unexpected", "touched")], 1)
    assert report["notes"] == []  # what the target changed meanwhile is no change of this one
    repository.commit({SET: POLICY + "  profile: essential\n"})
    report = repository.check()
    assert (told(report), report["exit"]) == ([("image-tag-unexpected", "touched")], 1)
    assert report["notes"] == [NOTE, "once merged, its policies silence and add nothing here"]


def test_the_set_cannot_be_deleted_moved_or_outranked(repository: Repository, as_pull_request: Any) -> None:
    repository.commit({SET: RULE})
    changes: dict[str, dict[str, str | None]] = {
        "deleted": {SET: None},
        "moved": {SET: None, "policies/other.yaml": POLICY},
        "nearer": {"manifests/policies/policyset.yaml": POLICY.replace("manifests/", "''")},
        "excluded": {SET: f"{RULE}  exclude: ['**']\n"},
        "elsewhere": {SET: RULE.replace("[manifests/]", "[harmless/]"), "harmless/web.yaml": DEPLOYMENT},
    }
    for name, files in changes.items():
        repository.branch(name)
        repository.commit({**files, WEB: BUMPED})
        as_pull_request(repository.merge(name))
        for paths in ((), ("manifests",)):
            report = repository.check(*paths)
            assert ("image-tag-unexpected", "touched") in told(report), name
            assert report["exit"] == 1


def test_named_policies_are_those_of_the_target_too(repository: Repository, as_pull_request: Any) -> None:
    repository.commit({SET: RULE, ".gitignore": "central/\n"})
    repository.branch("topic")
    repository.commit({SET: POLICY, WEB: BUMPED})
    as_pull_request(repository.merge("topic"))
    repository.write({"central/set.yaml": RULE})
    for named in ("policies", SET, "central", "central/set.yaml"):
        assert told(repository.check("--policies", named)) == [("image-tag-unexpected", "touched")], named


def test_manifests_may_move_with_the_set(repository: Repository, as_pull_request: Any) -> None:
    moved = {WEB: None, "deploy/web.yaml": DEPLOYMENT}
    repository.branch("topic")
    repository.commit({**moved, SET: POLICY.replace("manifests/", "deploy/")})
    as_pull_request(repository.merge("topic"))
    report = repository.check()
    assert (told(report), report["failures"], report["exit"]) == ([], [], 0)
    repository.branch("gone")
    repository.commit(moved)
    as_pull_request(repository.merge("gone"))
    assert repository.check()["exit"] == 2


def test_exceptions_are_those_of_the_target(repository: Repository, as_pull_request: Any) -> None:
    excepted = f"{RULE}  exceptions:\n  - {{rule: image-tag-unexpected, reason: later}}\n"
    repository.commit({SET: RULE})
    repository.branch("topic")
    repository.commit({SET: excepted, WEB: BUMPED})
    as_pull_request(repository.merge("topic"))
    assert told(repository.check()) == [("image-tag-unexpected", "touched")]
    repository.git("checkout", "-q", "main")
    repository.commit({SET: excepted})
    repository.branch("mended")
    repository.commit({SET: RULE, WEB: DEPLOYMENT.replace("v1.0.0", "v2.0.0")})
    as_pull_request(repository.merge("mended"))
    assert told(repository.check()) == []  # the exception is of no more use, and goes with the change


def test_the_first_set_does_not_judge_itself(repository: Repository, as_pull_request: Any) -> None:
    repository.commit({SET: None, WEB: DEPLOYMENT.replace("v1.0.0", "latest")})
    repository.branch("topic")
    repository.commit({SET: POLICY + "  rules: {image-tag-mutable: off}\n", "manifests/new.yaml": BUMPED})
    as_pull_request(repository.merge("topic"))
    report = repository.check()
    assert ("image-tag-mutable", "old") in told(report)
    assert report["notes"][0] == NOTE


def test_mistakes_in_the_set(repository: Repository, as_pull_request: Any) -> None:
    repository.branch("topic")
    repository.commit({SET: POLICY + "  profil: strict\n"})
    as_pull_request(repository.merge("topic"))
    report = repository.check()
    assert (told(report), report["exit"]) == ([("policyset-invalid", "new")], 1)
    repository.git("checkout", "-q", "main")
    repository.commit({SET: POLICY + "  profil: strict\n"})
    repository.branch("mends")
    repository.commit({SET: POLICY})
    as_pull_request(repository.merge("mends"))
    report = repository.check()
    assert report["exit"] == 2
    assert "--policies-from head" in report["notes"][0]
    assert repository.check("--policies-from", "head")["exit"] == 0


def test_outside_of_a_pipeline_the_own_set_judges(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({SET: RULE})
    repository.branch("topic")
    repository.commit({SET: POLICY, WEB: BUMPED})
    assert told(repository.check("--base", "main")) == []
    assert told(repository.check("--base", "main", "--policies-from", "base")) == [
        ("image-tag-unexpected", "touched")
    ]
    with monkeypatch.context() as context:
        context.setenv("CI", "true")
        assert told(repository.check("--base", "main")) == [("image-tag-unexpected", "touched")]
    refused = repository.run("check", "--policies-from", "base")
    assert refused.exit_code == 2
    assert "needs a base" in refused.stderr


def test_denied_suppressions_decide(repository: Repository, as_pull_request: Any) -> None:
    silenced = f"# manifestlint: ignore[image-tag-mutable] for now\n{DEPLOYMENT}".replace("v1.0.0", "latest")
    repository.commit({SET: POLICY + "  newSuppressions: deny\n"})
    repository.branch("topic")
    repository.commit({SET: POLICY + "  newSuppressions: allow\n", WEB: silenced})
    as_pull_request(repository.merge("topic"))
    report = repository.check()
    assert told(report) == [("suppression-new", "new"), ("image-tag-mutable", "new")]
    assert report["summary"]["errors"] == 2
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "topic")  # an administrator merges it; from now on it is known
    repository.branch("rename")
    repository.commit({WEB: None, "manifests/shop.yaml": silenced.replace("replicas: 2", "replicas: 3")})
    as_pull_request(repository.merge("rename"))
    assert (told(repository.check()), repository.check()["exit"]) == ([], 0)


def test_attributes_of_the_change_do_not_alter_how_policies_are_read(
    repository: Repository, as_pull_request: Any
) -> None:
    repository.commit({SET: RULE})
    repository.branch("topic")
    repository.write({WEB: BUMPED, ".gitattributes": "policies/* working-tree-encoding=UTF-16LE\n"})
    repository.git("add", ".gitattributes", WEB)
    repository.git("commit", "-q", "-m", "Encode otherwise")
    merge = repository.merge("topic")
    (repository.root / SET).unlink()
    repository.git("checkout", "-q", "--", SET)
    as_pull_request(merge)
    assert b"\0" in (repository.root / SET).read_bytes()
    report = repository.check()
    assert (told(report), report["exit"]) == ([("image-tag-unexpected", "touched")], 1)


def test_policies_may_be_links(repository: Repository, as_pull_request: Any) -> None:
    repository.commit({SET: None, "central/set.yaml": RULE})
    (repository.root / "policies").mkdir(exist_ok=True)
    (repository.root / SET).symlink_to("../central/set.yaml")
    repository.commit({})
    repository.branch("topic")
    repository.commit({WEB: BUMPED, "central/set.yaml": POLICY})
    as_pull_request(repository.merge("topic"))
    assert told(repository.check()) == [("image-tag-unexpected", "touched")]


def test_the_folder_cannot_be_swapped(tmp_path: Path, repository: Repository, as_pull_request: Any) -> None:
    repository.commit({SET: RULE})
    weak = Repository(tmp_path / "weak")
    weak.root.mkdir()
    weak.git("init", "-q", "-b", "main")
    weak.commit({"policyset.yaml": POLICY})
    repository.branch("link")
    repository.commit({SET: None, "weak/policyset.yaml": POLICY, WEB: BUMPED})
    (repository.root / "policies").rmdir()
    (repository.root / "policies").symlink_to("weak")
    repository.commit({})
    repository.branch("module")
    repository.commit({SET: None, WEB: BUMPED})
    (repository.root / "policies").rmdir()
    repository.git("submodule", "add", "-q", weak.root.as_uri(), "policies")
    repository.commit({})
    for name in ("link", "module"):
        clone = repository.clone(tmp_path / name)
        clone.git("checkout", "-q", "main")
        as_pull_request(clone.merge(f"origin/{name}"))
        clone.git("submodule", "update", "-q", "--init")
        assert "image-tag" not in (clone.root / SET).read_text()
        assert ("image-tag-unexpected", "touched") in told(clone.check()), name


def test_a_broken_baseline_is_no_part_of_a_change(repository: Repository, as_pull_request: Any) -> None:
    repository.branch("topic")
    repository.commit({"policies/baseline.json": "{"})
    as_pull_request(repository.merge("topic"))
    report = repository.check()
    assert [failure["path"] for failure in report["failures"]] == ["policies/baseline.json"]
    assert report["exit"] == 3
