"""What is judged together, and what goes wrong with it."""

from pathlib import Path

import pytest
from pygls.workspace import PositionCodec

from manifestlint.lsp import judge as judging
from manifestlint.lsp.judge import Desk, Open, judge

POD = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: 'web:latest'}]
"""
SET = "apiVersion: manifestlint.dev/v1\nkind: PolicySet\nmetadata: {name: t}\nspec: {}\n"


def desk(*files: Path, folders: tuple[Path, ...] = ()) -> Desk:
    return Desk({file: Open(file.as_uri(), 1, POD) for file in files}, folders, PositionCodec())


def governed(folder: Path, rest: str = "") -> Path:
    (folder / "policies").mkdir(parents=True)
    (folder / "policies" / "set.yaml").write_text(SET.replace("{}", rest or "{}"))
    return folder


def test_the_nearest_policies_judge(tmp_path: Path) -> None:
    outer = governed(tmp_path)
    inner = governed(tmp_path / "inner", "{rules: {image-tag-mutable: off}}")
    one, other = outer / "one.yaml", inner / "other.yaml"
    told = judge(desk(one, other)).files
    assert "image-tag-mutable" in [each.diagnostic.code for each in told[one]]
    assert "image-tag-mutable" not in [each.diagnostic.code for each in told.get(other, [])]


def test_a_file_of_no_repository_is_judged_with_the_folder_of_the_editor(tmp_path: Path) -> None:
    file = tmp_path / "pod.yaml"
    assert judge(desk(file)).files == {}
    assert file in judge(desk(file, folders=(tmp_path,))).files


def test_a_crash_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("out of luck")

    monkeypatch.setattr(judging, "view", crash)
    verdict = judge(desk(governed(tmp_path) / "pod.yaml"))
    assert verdict.files == {}
    assert verdict.messages == (f"{tmp_path} was not checked: RuntimeError: out of luck",)


def test_text_that_is_none(tmp_path: Path) -> None:
    file = governed(tmp_path) / "pod.yaml"
    odd = Desk({file: Open(file.as_uri(), 1, "a: \ud800")}, (), PositionCodec())
    assert [each.diagnostic.code for each in judge(odd).files[file]] == ["not-text"]
