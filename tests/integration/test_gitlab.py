"""The job for GitLab: its own script, in a clone as a runner makes it for a merge request."""

import json
import os
from pathlib import Path
from typing import Any

import yaml

from tests.integration.package import ROOT, fresh_environment, of_this_checkout, run
from tests.integration.repository import DEPLOYMENT, WEB, Repository, repository

__all__ = ["repository"]
FILE = (ROOT / "docs" / "gitlab-ci.yml").read_text(encoding="utf-8")
JOB: dict[str, Any] = yaml.safe_load(FILE)["manifestlint"]


def test_the_page_shows_the_file() -> None:
    page = (ROOT / "docs" / "gitlab.md").read_text(encoding="utf-8")
    assert f"```yaml\n{FILE[FILE.index('manifestlint:') :]}```" in page


def test_a_merge_request(repository: Repository, tmp_path: Path) -> None:
    repository.branch("topic")
    repository.commit({WEB: DEPLOYMENT.replace("v1.0.0", "latest")})
    assert JOB["variables"] == {"GIT_DEPTH": "0"}  # then all branches are fetched
    clone = repository.clone(tmp_path / "clone")
    head = clone.git("rev-parse", "origin/topic")
    clone.git("checkout", "-q", "--detach", head)
    environment = fresh_environment(
        PATH=f"{of_this_checkout(tmp_path)}{os.pathsep}{os.environ['PATH']}",
        CI="true",
        GITLAB_CI="true",
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main",
        CI_MERGE_REQUEST_DIFF_BASE_SHA=clone.git("merge-base", "origin/main", head),
    )
    done = run(("bash", "-e", "-c", "\n".join(JOB["script"])), clone.root, environment)
    assert (done.returncode, "image-tag-mutable" in done.stdout) == (1, True), done.stdout
    reports = JOB["artifacts"]["reports"]
    told = json.loads((clone.root / reports["codequality"]).read_text(encoding="utf-8"))
    assert [issue["check_name"] for issue in told] == ["image-tag-mutable"]
    assert 'failures="1"' in (clone.root / reports["junit"]).read_text(encoding="utf-8")
