"""The Python API as docs/api.md tells it: quiet, typed, lazy, and good for a process that goes on."""

import gc
import os
import re
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

import manifestlint
from manifestlint import Request, UsageError, check
from tests.integration.test_hello_app import ROOT, copy

__all__ = ["copy"]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def block(mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n```\w*\n(.*?)```", PAGE, re.DOTALL)
    assert found, mark
    return found[1]


def test_the_example_prints_what_the_page_shows(copy: Path) -> None:
    deployment = copy / "manifests" / "deployment.yaml"
    text = deployment.read_text(encoding="utf-8")
    deployment.write_text(text.replace("hello-app:v0.1.2", "hello-app:latest"), encoding="utf-8")
    (copy / "example.py").write_text(block("example"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "example.py"], cwd=copy, env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == (block("output"), "", 0)


def test_the_page_names_what_is_exported() -> None:
    table = PAGE[PAGE.index("| name |") :]
    named = {
        name
        for first in re.findall(r"^\| (.*?) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)", first)
    }
    assert named == set(manifestlint.__all__) - {"__version__"}
    assert all(getattr(manifestlint, name) is not None for name in manifestlint.__all__)
    assert set(manifestlint.__all__) <= set(dir(manifestlint))
    with pytest.raises(AttributeError, match="nonsense"):
        manifestlint.nonsense  # type: ignore[attr-defined]  # noqa: B018


def test_who_asks_for_the_version_waits_for_nothing_else() -> None:
    script = "import sys; before = set(sys.modules); import manifestlint; print(set(sys.modules) - before)"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    said = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True)
    assert said.stdout.strip() == b"{'manifestlint'}"


HOSTILE = {
    "nothing.yaml": b"",
    "zero.yaml": b"a: \x00\n",
    "bytes.yaml": b"\xff\xfe\x00\xd8a: 1\n",
    "latin.yaml": "kind: é\n".encode("latin-1"),
    "deep.yaml": b"[" * 20_000,
    "aliases.yaml": b"a: &a [x, x]\n"
    + b"".join(b"%c: &%c [*%c, *%c, *%c]\n" % (c, c, c - 1, c - 1, c - 1) for c in range(98, 122)),
    "loop.yaml": b"apiVersion: v1\nkind: Pod\nmetadata: &a {name: *a}\n",
    "types.yaml": b"apiVersion: [v1]\nkind: {}\nmetadata: 7\nspec: null\n---\n"
    b"apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: {a: b}}\n"
    b"spec: {template: [], selector: 3, replicas: 1e999}\n",
    "tags.yaml": b"!!python/object/apply:sys.exit [3]\n",
    "words.yaml": b'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "::error::x%0A<script>\\e[31m"}\n',
    "list.json": b'{"kind": "List", "apiVersion": "v1", "items": [1, null, {"kind": "List", "items": {}}]}',
    "kustomization.yaml": b"resources: [../../../etc/passwd, .]\n",
    "Chart.yaml": b"name: {{ .Values.x }}\n",
}
POLICIES = {
    "none": None,
    "broken": b"apiVersion: manifestlint.dev/v1\nkind: PolicySet\nspec: {rules: {nonsense: 7}}\n",
    "not-yaml": b"\xff{[",
}


@pytest.mark.parametrize(
    ("name", "policy"),
    [*((file, "none") for file in HOSTILE), *(("together", policy) for policy in POLICIES)],
)
@pytest.mark.usefixtures("tools")
def test_it_never_prints_nor_exits(
    tmp_path: Path, name: str, policy: str, capfd: pytest.CaptureFixture[str]
) -> None:
    for file, content in HOSTILE.items():
        if name in ("together", file):
            (tmp_path / file).write_bytes(content)
    text = POLICIES[policy]
    if text is not None:
        (tmp_path / "policies").mkdir()
        (tmp_path / "policies" / "set.yaml").write_bytes(text)
    report = check(Request(paths=(tmp_path,), cwd=tmp_path))  # SystemExit would end the test
    assert report.exit_code in (1, 2, 3)
    assert capfd.readouterr() == ("", "")


WRONG = {
    "path": Request(paths=(Path("nowhere"),)),
    "rule": Request(select=("nonsense",)),
    "base": Request(base="--help"),
    "head": Request(head="--help"),
    "version": Request(kubernetes_version="nonsense"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_asked_wrongly_is_one_kind_of_error(
    copy: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError) as raised:
        check(replace(WRONG[name], cwd=copy))
    assert str(raised.value)
    assert capfd.readouterr() == ("", "")


def test_twice_and_in_threads_at_once(copy: Path) -> None:
    (copy / "manifests" / "more.yaml").write_text("apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n")
    request = Request(paths=(copy,), cwd=copy)
    first = check(request)
    assert first.active
    before = gc.get_threshold()
    reports = []
    threads = [threading.Thread(target=lambda: reports.append(check(request))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [report.findings for report in reports] == [first.findings] * 4
    assert gc.get_threshold() == before
    with pytest.raises(UsageError):
        check(Request(paths=(copy,), kubernetes_version="nonsense"))
    assert gc.get_threshold() == before
