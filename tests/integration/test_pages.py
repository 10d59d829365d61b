"""The commands of the docs do what the docs say."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.pages import Shell, settled, steps

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("README*.md")), *sorted(ROOT.glob("docs/*.md"))]


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if any(step.not_run is None for step in steps(_text(page)))],
    ids=lambda page: page.stem,
)
@pytest.mark.usefixtures("tools")
def test_commands_print_what_is_shown(page: Path, tmp_path: Path, accept: bool) -> None:
    shell = Shell(_clone(tmp_path))
    text = _text(page)
    right = text
    moved = 0
    for step in steps(text):
        if step.not_run is not None:
            continue
        if step.file is not None:
            shell.write(step.file, step.body)
            continue
        code, output = shell.run(step.body)
        assert code == step.code, f"exit code {code} after\n{step.body}\n{output}"
        if step.output is None:
            continue
        start, end = step.output
        if settled(text[start:end]) != settled(output):
            right = right[: start + moved] + output + right[end + moved :]
            moved += len(output) - (end - start)
    if accept:
        page.write_text(right, encoding="utf-8")
    else:
        assert text == right


def test_few_commands_are_only_shown(capsys: pytest.CaptureFixture[str]) -> None:
    reasons = [
        f"{page.name}: {step.not_run}" for page in PAGES for step in steps(_text(page)) if step.not_run
    ]
    with capsys.disabled():
        sys.stdout.write("\n".join(("", f"{len(reasons)} blocks of the docs are not run:", *reasons, "")))
    assert len(reasons) <= 12


def test_steps() -> None:
    page = """\
<!-- file: a/b.yaml -->
```yaml
key: value
```
<!-- exits 3 -->
```sh
cat a/b.yaml; (exit 3)
```

Which prints:

```text
something
```

<!-- not run: it needs the moon -->
```sh
fly
```
```yaml
only: shown
```
"""
    found = list(steps(page))
    assert [(step.body, step.code, step.file, step.not_run) for step in found] == [
        ("key: value\n", 0, "a/b.yaml", None),
        ("cat a/b.yaml; (exit 3)\n", 3, None, None),
        ("fly\n", 0, None, "it needs the moon"),
    ]
    assert [step.output and page[slice(*step.output)] for step in found] == [None, "something\n", None]


def test_shell_goes_on_where_it_was(tmp_path: Path) -> None:
    shell = Shell(_clone(tmp_path))
    assert shell.run("mkdir ../other && cd ../other") == (0, "")
    shell.write("a/b", "text\n")
    assert shell.run("cat a/b; false; echo never") == (1, "text\n")


def _clone(folder: Path) -> Path:
    """The folder, with what a clone of this repository has of the hello-app."""
    clone = folder / "clone"
    for name in ("manifests", "policies"):
        shutil.copytree(ROOT / name, clone / name)
    for arguments in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "."),
        ("-c", "user.name=you", "-c", "user.email=you@example.com", "commit", "--quiet", "--message=Start"),
    ):
        subprocess.run(["git", *arguments], cwd=clone, check=True)
    return folder
