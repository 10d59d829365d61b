"""A page of the docs as a series of steps, and a shell to take them in.

A ```sh block is run by bash, and the ```text block that follows it, before any other block, is its output.
Comments right above a block say more:

* `<!-- exits 1 -->`: the last command ends with that code; otherwise all end with 0.
* `<!-- file: PATH -->`: the block is no command, it is written to that file.
* `<!-- not run: REASON -->`: the block is only shown.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"

_BLOCK = re.compile(
    r"(?P<notes>(?:^<!-- [^\n]* -->\n)*)^```(?P<language>[\w-]*)\n(?P<body>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
_NOTE = re.compile(r"<!-- (?P<name>exits|file:|not run:) (?P<value>.+?) -->")
# What differs from run to run, or with every rule and every edit of the manifests.
_UNSTABLE = (
    (re.compile(r"\b\d+ rules?\b"), "N rules"),
    (re.compile(r"\(\d+\.\d\d s\)"), "(0.00 s)"),
    (re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{7,40}\b"), "COMMIT"),
)
_DATE = "2027-03-01T18:00:00+0000"


@dataclass(frozen=True, slots=True)
class Step:
    """A block of the page."""

    body: str
    language: str
    code: int = 0
    file: str | None = None
    not_run: str | None = None
    output: tuple[int, int] | None = None
    """Where the page shows what it prints, as offsets; None where it does not."""


def steps(page: str) -> Iterator[Step]:
    """What a page has its reader do, in order."""
    blocks = list(_BLOCK.finditer(page))
    for index, block in enumerate(blocks):
        notes = {note["name"]: note["value"] for note in _NOTE.finditer(block["notes"])}
        if block["language"] != "sh" and "file:" not in notes:
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        shown = following is not None and following["language"] == "text"
        yield Step(
            block["body"],
            block["language"],
            int(notes.get("exits", 0)),
            notes.get("file:"),
            notes.get("not run:"),
            following.span("body") if following is not None and shown else None,
        )


def settled(output: str) -> str:
    """Output without what need not be the same."""
    for pattern, constant in _UNSTABLE:
        output = pattern.sub(constant, output)
    return output


class Shell:
    """Bash in a clone of the repository, with nothing of this machine but its programs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cwd = folder / "clone"
        programs = folder / "bin"
        programs.mkdir()
        program = programs / "manifestlint"
        program.write_text(_PROGRAM.format(python=sys.executable, source=SOURCE), encoding="utf-8")
        program.chmod(0o755)
        (folder / "gitconfig").write_text(_GITCONFIG, encoding="utf-8")
        self._environment = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": _DATE,
            "GIT_COMMITTER_DATE": _DATE,
            "LEFT_IN": str(folder / "left-in"),
        }

    def write(self, name: str, content: str) -> None:
        """Write a file below the current folder."""
        path = self._cwd / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def run(self, script: str) -> tuple[int, str]:
        """The exit code and what was printed; the next script starts where this one ended."""
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", f"trap 'pwd > \"$LEFT_IN\"' EXIT\n{script}"],
            cwd=self._cwd,
            env=self._environment,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._cwd = Path((self._folder / "left-in").read_text(encoding="utf-8").rstrip("\n"))
        return done.returncode, done.stdout


_PROGRAM = """\
#!/bin/sh
PYTHONPATH={source} exec {python} -c 'from manifestlint.cli import main; main()' "$@"
"""
_GITCONFIG = """\
[user]
name = you
email = you@example.com
[init]
defaultBranch = main
"""
