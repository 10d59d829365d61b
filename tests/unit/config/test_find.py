"""Which folder governs a path."""

import os
from pathlib import Path

import pytest

from manifestlint.config.find import find, is_policyset, open_folder
from manifestlint.config.load import load
from manifestlint.core.failure import FailureKind
from manifestlint.source import Worktree
from tests.support import MemoryTree
from tests.unit.config.samples import HEAD, KNOWN

SET = (HEAD + "spec: {}\n").encode()
KYVERNO = b"apiVersion: kyverno.io/v1\nkind: ClusterPolicy\n"
OTHER_SET = b"apiVersion: policy.open-cluster-management.io/v1beta1\nkind: PolicySet\n"


def found(files: dict[str, bytes], path: str) -> str | None:
    folder = find(MemoryTree(files), path)
    return None if folder is None else folder.path


@pytest.mark.parametrize(
    "path", ["", "a", "a/b", "a/b/x.yaml", "policies", "policies/p.yaml", "not/there.yaml", "policies/sub"]
)
def test_the_root_governs_everything(path: str) -> None:
    assert found({"policies/p.yaml": SET, "a/b/x.yaml": b"", "policies/sub/x.yaml": b""}, path) == "policies"


def test_the_nearest_one_wins() -> None:
    files = {"policies/p.yaml": SET, "a/policies/p.yml": SET, "a/b/x.yaml": b""}
    assert found(files, "a/b/x.yaml") == "a/policies"
    assert found(files, "c.yaml") == "policies"
    folder = find(MemoryTree(files), "a/b")
    assert folder is not None
    assert folder.base == "a"


@pytest.mark.parametrize(
    "files",
    [
        {"a/policies/k.yaml": KYVERNO},
        {"a/policies/o.yaml": OTHER_SET},
        {"a/policies/sub/p.yaml": SET},
        {"a/policies/p.txt": SET},
        {"a/policies/broken.yaml": b"a: ["},
        {"a/policies": SET},
    ],
)
def test_a_folder_without_a_policyset_does_not_count(files: dict[str, bytes]) -> None:
    assert found({**files, "a/x.yaml": b""}, "a/x.yaml") is None
    assert (
        found({**files, "a/x.yaml": b"", "policies/p.json": b'{"kind": "PolicySet"}'}, "a/x.yaml")
        == "policies"
    )


@pytest.mark.parametrize("raw", [SET + b"a: [", SET.replace(b"spec", b"\tspec"), b"\xff\xfe\x00"])
def test_a_broken_policyset_is_not_passed_over(raw: bytes) -> None:
    files = {"policies/p.yaml": SET, "a/policies/p.yaml": raw}
    assert found(files, "a/x.yaml") == "a/policies"
    folder = find(MemoryTree(files), "a/x.yaml")
    assert folder is not None
    outcome = load(folder, KNOWN)
    assert outcome.policy is None
    assert outcome.findings or outcome.failures


@pytest.mark.parametrize(
    ("data", "ours"),
    [
        ({"apiVersion": "manifestlint.dev/v1", "kind": "PolicySet"}, True),
        ({"apiVersion": "manifestlint.dev/v9", "kind": "policyset"}, True),
        ({"apiVersion": "manifestslint.dev/v1", "kind": "PolicySet"}, True),
        ({"apiVersion": "v1", "kind": "PolicySet"}, True),
        ({"kind": "PolicySet"}, True),
        ({"apiVersion": "policy.open-cluster-management.io/v1beta1", "kind": "PolicySet"}, False),
        ({"apiVersion": "v1", "kind": "ConfigMap"}, False),
        ([], False),
        (None, False),
    ],
)
def test_what_is_meant_as_ours(data: object, ours: bool) -> None:
    assert is_policyset(data) is ours


def test_a_single_file_is_a_folder_of_one() -> None:
    folder = open_folder(
        MemoryTree({"a/policies/p.yaml": SET, "a/policies/q.yaml": SET}), "a/policies/p.yaml"
    )
    assert (folder.path, folder.base, len(folder.sources)) == ("a/policies", "a", 1)


def test_a_file_that_cannot_be_opened_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "p.yaml").write_bytes(SET)
    os.symlink("gone", tmp_path / "policies" / "q.yaml")
    folder = find(Worktree(tmp_path), "")
    assert folder is not None
    (failure,) = folder.failures
    assert (failure.kind, failure.path) == (FailureKind.UNREADABLE, "policies/q.yaml")
    assert failure.message == "No such file or directory"


def test_a_folder_that_cannot_be_listed_may_hold_a_policyset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a" / "policies").mkdir(parents=True)
    (tmp_path / "a" / "policies" / "p.yaml").write_bytes(SET)

    def refused(path: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refused)
    folder = find(Worktree(tmp_path), "a")
    assert folder is not None
    assert [(failure.kind, failure.path) for failure in folder.failures] == [
        (FailureKind.UNREADABLE, "a/policies")
    ]
    assert load(folder, KNOWN).policy is None
