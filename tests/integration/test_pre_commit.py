"""The hook, installed by pre-commit from a repository as anybody would, in fresh git repositories."""

import sys
from pathlib import Path

import pytest

from tests.integration.package import copy_package, fresh_environment, must, run
from tests.integration.repository import DEPLOYMENT

DATABASE = """\
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
  namespace: shop
spec:
  serviceName: db
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
      - name: db
        image: example/db:v1.0.0
        readinessProbe:
          tcpSocket: {port: 5432}
  volumeClaimTemplates:
  - metadata: {name: data}
    spec:
      accessModes: [ReadWriteOnce]
      resources: {requests: {storage: 1Gi}}
  persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}
"""
PRE_COMMIT = (sys.executable, "-m", "pre_commit")


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """A repository that offers the hook."""
    folder = tmp_path / "hooks"
    folder.mkdir()
    copy_package(folder)
    _commit(folder)
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return fresh_environment(PRE_COMMIT_HOME=str(tmp_path / "home"), PRE_COMMIT_COLOR="never")


def _commit(folder: Path) -> None:
    quiet = fresh_environment()
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "Begin")):
        must(("git", *command), folder, quiet)


def test_try_repo_on_a_commit_that_only_deletes(
    tmp_path: Path, hooks: Path, environment: dict[str, str]
) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    (shop / "web.yaml").write_text(DEPLOYMENT)
    (shop / "db.yaml").write_text(DATABASE)
    _commit(shop)
    must(("git", "rm", "-q", "db.yaml"), shop, environment)
    done = run((*PRE_COMMIT, "try-repo", hooks, "manifestlint", "--verbose"), shop, environment)
    assert (done.returncode, "db.yaml:4:9 error data-pruned" in done.stdout) == (1, True), done.stdout


@pytest.fixture
def shop(tmp_path: Path, hooks: Path, environment: dict[str, str]) -> Path:
    """A repository without a commit, with the hook installed."""
    folder = tmp_path / "shop"
    folder.mkdir()
    must(("git", "init", "-q", "-b", "main"), folder, environment)
    revision = must(("git", "rev-parse", "HEAD"), hooks, environment).strip()
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks.as_posix()}\n  rev: {revision}\n  hooks:\n  - id: manifestlint\n"
    )
    must((*PRE_COMMIT, "install", "--install-hooks"), folder, environment)
    return folder


def test_the_hook_at_every_commit(shop: Path, environment: dict[str, str]) -> None:
    def commit(*options: str) -> tuple[int, str]:
        must(("git", "add", "-A"), shop, environment)
        done = run(("git", "commit", "-q", "-m", "Change", *options), shop, environment)
        return done.returncode, done.stdout

    web, database = shop / "web.yaml", shop / "db.yaml"
    latest = DEPLOYMENT.replace("v1.0.0", "latest")
    # The first commit has nothing to be compared with.
    web.write_text(latest)
    code, said = commit()
    assert (code, "web.yaml:16:16 error image-tag-mutable" in said) == (1, True), said
    web.write_text(DEPLOYMENT)
    database.write_text(DATABASE)
    assert commit()[0] == 0
    # What is staged is judged, not what is not.
    web.write_text(DEPLOYMENT.replace("replicas: 2", "replicas: 3"))
    must(("git", "add", "-A"), shop, environment)
    web.write_text(latest)
    done = run(("git", "commit", "-q", "-m", "Change"), shop, environment)
    assert done.returncode == 0, done.stdout
    must(("git", "checkout", "-q", "--", "web.yaml"), shop, environment)
    # A commit that only deletes: what goes with the file is told.
    database.unlink()
    code, said = commit()
    assert (code, "db.yaml:4:9 error data-pruned" in said) == (1, True), said
    # What got past the hook is told by the next run over everything.
    assert commit("--no-verify")[0] == 0
    web.write_text(latest)
    assert commit("--no-verify")[0] == 0
    done = run((*PRE_COMMIT, "run", "--all-files"), shop, environment)
    assert (done.returncode, "image-tag-mutable" in done.stdout) == (1, True), done.stdout
