"""`manifestlint check --fix`, `--unsafe-fixes` and `--diff`: what is written, what is printed."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from manifestlint.api import Request, fix, save
from tests.cli.conftest import Run, Write

CONFIG = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  retries: 3   # times
  debug: on
"""
UNSAFE = "--fix --unsafe-fixes; look at what it did"
MENDED = CONFIG.replace("3", '"3"').replace("on\n", '"on"\n')
MISSPELT = CONFIG.replace("3 ", '"3"').replace(": on", ': "x"').replace("\ndata", "\ndta")


def test_fix_writes_and_tells_what_is_left(run: Run, write: Write) -> None:
    path = write("a.yaml", CONFIG)
    other = write("b.yaml", MISSPELT.replace("settings", "others"))
    before = other.read_bytes()
    result = run("check", "--fix")
    assert result.exit_code == 1
    assert path.read_text() == MENDED
    assert other.read_bytes() == before
    assert "b.yaml:4:1 error schema-field-unknown" in result.stdout
    assert result.stdout.endswith(
        f"fixed 2 findings in 1 file\nnext: 1 finding can be mended with {UNSAFE}\n"
    )


def test_a_second_run_changes_nothing(run: Run, write: Write) -> None:
    path = write("a.yaml", CONFIG)
    run("check", "--fix")
    stamp = path.stat().st_mtime_ns
    assert run("check", "--fix").exit_code == 0
    assert path.stat().st_mtime_ns == stamp


def test_unsafe_fixes_are_made_only_when_asked_for(run: Run, write: Write) -> None:
    path = write("a.yaml", MISSPELT)
    told = run("check")
    assert f"1 finding can be mended with {UNSAFE}" in told.stdout
    assert "fix:" not in told.stdout
    assert "  unsafe fix: call it data\n" in run("check", "--unsafe-fixes").stdout
    assert path.read_text() == MISSPELT
    assert run("check", "--fix", "--unsafe-fixes").exit_code == 0
    assert path.read_text() == MISSPELT.replace("\ndta", "\ndata")


def test_diff_writes_nothing_and_can_be_applied(run: Run, write: Write, tmp_path: Path) -> None:
    path = write("m/a.yaml", CONFIG.removesuffix("\n"))
    result = run("check", "--diff", "m")
    assert result.exit_code == 1
    assert path.read_text() == CONFIG.removesuffix("\n")
    assert result.stderr == "would fix 2 findings in 1 file\n"
    subprocess.run(["git", "apply"], input=result.stdout.encode(), check=True, cwd=tmp_path)
    assert path.read_text() == MENDED.removesuffix("\n")
    again = run("check", "--diff", "m")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "nothing to fix\n")


def test_diff_of_what_cannot_be_checked_is_no_success(run: Run, write: Write) -> None:
    write("a.yaml", b"\x00\x01")
    result = run("check", "--diff", "a.yaml")
    assert result.exit_code == 3
    assert "not checked: a.yaml" in result.stderr


def test_standard_input_goes_to_standard_output(run: Run) -> None:
    result = run("check", "--fix", "-", stdin=CONFIG.encode())
    assert result.exit_code == 0
    assert result.stdout == MENDED
    assert "fixed 2 findings in 1 file" in result.stderr


def test_the_file_that_standard_input_stands_for_is_left_alone(run: Run, write: Write) -> None:
    path = write("a.yaml", "kind: Old\n")
    result = run("check", "--fix", "--stdin-filename", "a.yaml", "-", stdin=CONFIG.encode())
    assert result.stdout == MENDED
    assert path.read_text() == "kind: Old\n"


def test_json_holds_the_fix(run: Run, write: Write) -> None:
    write("a.yaml", CONFIG)
    content = json.loads(run("check", "--format", "json").stdout)
    assert content["findings"][0]["fix"] == {
        "title": "put it in quotes",
        "safety": "safe",
        "edits": [
            {
                "path": "a.yaml",
                "start": {"line": 5, "column": 12},
                "end": {"line": 5, "column": 13},
                "text": '"3"',
            }
        ],
    }
    assert content["summary"]["fixable"] == 2


def test_suppressed_findings_are_not_mended(run: Run, write: Write) -> None:
    text = CONFIG.replace("  debug", "  # manifestlint: ignore[schema-type-wrong] a joke\n  debug")
    path = write("a.yaml", text)
    run("check", "--fix")
    assert path.read_text() == text.replace("3", '"3"')


def test_only_what_was_asked_for_is_mended(run: Run, write: Write) -> None:
    write(
        "policies/p.yaml",
        "apiVersion: manifestlint.dev/v1\nkind: PolicySet\nmetadata: {name: t}\nspec: {manifests: [m]}\n",
    )
    one, other = write("m/a.yaml", CONFIG), write("m/b.yaml", CONFIG.replace("settings", "others"))
    run("check", "--fix", "m/a.yaml")
    assert one.read_text() == MENDED
    assert "retries: 3 " in other.read_text()


@pytest.mark.parametrize(
    "raw", [b"\xef\xbb\xbf" + CONFIG.encode(), CONFIG.encode("utf-16"), CONFIG.replace("\n", "\r\n").encode()]
)
def test_encoding_and_line_breaks_stay(run: Run, write: Write, raw: bytes) -> None:
    path = write("a.yaml", raw)
    run("check", "--fix")
    for old, new in ((b"3", b'"3"'), (b"on\r", b'"on"\r'), (b"on\n", b'"on"\n')):
        raw = raw.replace(old, new)
    if raw.startswith(b"\xff\xfe"):
        raw = MENDED.encode("utf-16")
    assert path.read_bytes() == raw


def test_mode_and_links_stay(run: Run, write: Write, tmp_path: Path) -> None:
    target = write("real/a.yaml", CONFIG)
    target.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to("real/a.yaml")
    assert run("check", "--fix", "link.yaml").exit_code == 0
    assert link.is_symlink()
    assert target.read_text() == MENDED
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(target.parent)) == ["a.yaml"]


def test_a_link_out_of_the_repository_is_not_written(run: Run, write: Write, tmp_path: Path) -> None:
    outside = write("outside/a.yaml", CONFIG)
    (tmp_path / "repo").mkdir()
    (tmp_path / "repo" / "a.yaml").symlink_to(outside)
    result = run("check", "--fix", "repo")
    assert result.exit_code == 3
    assert outside.read_text() == CONFIG


def test_what_somebody_else_changed_is_not_overwritten(write: Write, tmp_path: Path) -> None:
    path = write("a.yaml", CONFIG)
    request = Request(cwd=tmp_path, paths=(tmp_path,))
    fixed = fix(request)
    path.write_text("kind: New\n")
    report = save(fixed)
    assert path.read_text() == "kind: New\n"
    assert [failure.kind.value for failure in report.failures] == ["not-written"]
    assert report.exit_code == 3


def test_both_documents_of_many_are_mended(run: Run, write: Write) -> None:
    path = write("a.yaml", f"{CONFIG}---\n# second\n{CONFIG.replace('settings', 'others')}")
    run("check", "--fix")
    assert path.read_text() == f"{MENDED}---\n# second\n{MENDED.replace('settings', 'others')}"


BASE = """\
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports:
  - port: "80"   # plain
"""
TYPES = ("--select", "schema-type-wrong")


@pytest.mark.usefixtures("tools")
def test_what_kustomize_makes_is_mended_where_it_is_written(run: Run, write: Write) -> None:
    base = write("base/web.yaml", BASE)
    write("base/kustomization.yaml", "resources: [web.yaml]\n")
    write("prod/kustomization.yaml", "namespace: shop\nnamePrefix: prod-\nresources: [../base]\n")
    assert run("check", "--fix", *TYPES, ".").exit_code == 0
    assert base.read_text() == BASE.replace('"80"', "80")


@pytest.mark.usefixtures("tools")
def test_what_a_patch_makes_is_left_alone(run: Run, write: Write) -> None:
    base = write("base/web.yaml", BASE.replace('"80"', "80"))
    write("base/kustomization.yaml", "resources: [web.yaml]\n")
    write(
        "prod/kustomization.yaml",
        "resources: [../base]\npatches: [{target: {kind: Service}, path: p.json}]\n",
    )
    write("prod/p.json", '[{"op": "replace", "path": "/spec/ports/0/port", "value": "81"}]')
    result = run("check", "--fix", *TYPES, ".")
    assert result.exit_code == 1
    assert "fixable" not in result.stdout
    assert base.read_text() == BASE.replace('"80"', "80")


@pytest.mark.usefixtures("tools")
def test_a_template_is_left_alone(run: Run, write: Write) -> None:
    text = BASE.replace("{app: web}", '{app: "{{ .Release.Name }}"}')
    write("chart/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n")
    template = write("chart/templates/web.yaml", text)
    result = run("check", "--fix", *TYPES, "chart")
    assert result.exit_code == 1
    assert "fixable" not in result.stdout
    assert template.read_text() == text
