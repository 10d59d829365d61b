"""On a real terminal: colours, links, and a bar that is gone before the report."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from manifestlint.cli.terminal import wants_colour, wants_links
from tests.cli.conftest import DEPLOYMENT, Write

LINK = "\x1b]8;;https://github.com/raian2209/manifestsCI-PythonAPI/blob/main/docs/rules/image-tag-mutable.md\x1b\\"
_KNOWN = ("KITTY_WINDOW_ID", "TERM_PROGRAM", "VTE_VERSION", "WT_SESSION")
SLOW = """
import sys, time
from manifestlint.cli import main, progress
from manifestlint.engine import run
progress._PATIENCE = 0.05
check_file = run.check_file
def slowly(*arguments, **more):
    time.sleep(0.4)
    return check_file(*arguments, **more)
run.check_file = slowly
main()
"""


def on_terminal(
    folder: Path, *arguments: str, code: str = "from manifestlint.cli import main; main()", **variables: str
) -> str:
    """What a terminal is given, standard error included."""
    ours, theirs = pty.openpty()
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ}
    paths = os.pathsep.join(path for path in sys.path if path)
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": paths, "TERM": "xterm", **variables},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    said = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        said += part
    os.close(ours)
    process.wait()
    return said.decode().replace("\r\n", "\n")


@pytest.fixture
def folder(write: Write, tmp_path: Path) -> Path:
    write("web.yaml", DEPLOYMENT)
    return tmp_path


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours(folder: Path, variables: dict[str, str], coloured: bool) -> None:
    said = on_terminal(folder, "check", **variables)
    assert "image-tag-mutable" in said
    assert ("\x1b[31merror\x1b[0m" in said) is coloured


def test_links(folder: Path) -> None:
    assert LINK not in on_terminal(folder, "check")
    said = on_terminal(folder, "check", TERM_PROGRAM="WezTerm")
    assert f"{LINK}image-tag-mutable\x1b]8;;\x1b\\" in said
    assert f"{LINK}image-tag-mutable" in on_terminal(
        folder, "check", "--format", "concise", FORCE_HYPERLINK="1"
    )


class Stream:
    def __init__(self, tty: bool) -> None:
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


@pytest.mark.parametrize(
    ("tty", "variables", "links"),
    [
        (True, {}, False),
        (True, {"VTE_VERSION": "7003"}, True),
        (True, {"VTE_VERSION": "4602"}, False),
        (True, {"VTE_VERSION": "new"}, False),
        (True, {"WT_SESSION": "a"}, True),
        (True, {"KITTY_WINDOW_ID": "1"}, True),
        (True, {"KITTY_WINDOW_ID": "1", "TERM": "dumb"}, False),
        (True, {"KITTY_WINDOW_ID": "1", "CI": "true"}, False),
        (True, {"TERM_PROGRAM": "Apple_Terminal"}, False),
        (True, {"TERM_PROGRAM": "vscode"}, True),
        (True, {"TERM_PROGRAM": "vscode", "FORCE_HYPERLINK": "0"}, False),
        (False, {"TERM_PROGRAM": "vscode"}, False),
        (False, {"FORCE_HYPERLINK": "1"}, True),
    ],
)
def test_who_knows_links(
    monkeypatch: pytest.MonkeyPatch, tty: bool, variables: dict[str, str], links: bool
) -> None:
    for name in ("CI", "FORCE_HYPERLINK", "TERM", *_KNOWN):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert wants_links(Stream(tty)) is links  # type: ignore[arg-type]


def test_a_pipe_has_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert not wants_colour(Stream(False))  # type: ignore[arg-type]
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert not wants_colour(Stream(False))  # type: ignore[arg-type]


def screen(said: str) -> list[str]:
    """The lines that are left to see, after all that a bar moves and erases."""
    lines, row, column = [""], 0, 0
    at = 0
    while at < len(said):
        char = said[at]
        if char == "\x1b":
            end = at + 2
            while not said[end].isalpha():
                end += 1
            number, what = said[at + 2 : end], said[end]
            if what == "A":
                row = max(0, row - int(number or 1))
            elif what == "K":
                lines[row] = ""
            at = end + 1
            continue
        at += 1
        if char == "\n":
            row, column = row + 1, 0
            lines += [""] * (row >= len(lines))
        elif char == "\r":
            column = 0
        else:
            lines[row] = lines[row][:column].ljust(column) + char + lines[row][column + 1 :]
            column += 1
    return [line.rstrip() for line in lines]


def test_the_bar_is_gone_before_the_report(folder: Path, write: Write) -> None:
    for number in range(3):
        write(f"web{number}.yaml", DEPLOYMENT.replace("web", f"web{number}"))
    said = on_terminal(folder, "check", code=SLOW, NO_COLOR="1")
    assert "checking files" in said
    assert "/4" in said
    left = screen(said)
    assert not any("checking" in line or "/4" in line for line in left)
    assert next(filter(None, left)).startswith("web.yaml:18:16 error")


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [(("--format", "json"), {}), ((), {"CI": "true"}), ((), {"TERM": "dumb"})],
)
def test_no_bar_where_nobody_looks(
    folder: Path, arguments: tuple[str, ...], variables: dict[str, str]
) -> None:
    said = on_terminal(folder, "check", *arguments, code=SLOW, **{"NO_COLOR": "1", **variables})
    assert "image-tag-mutable" in said
    assert "checking files" not in said
    assert "\x1b" not in said


LISTING = """
import atexit, sys
from manifestlint.cli import main
atexit.register(lambda: print("rich" in sys.modules))
main()
"""


def test_nobody_waits_for_rich(folder: Path) -> None:
    """What is over soon has neither the bar nor its import."""
    assert on_terminal(folder, "check", code=LISTING).endswith("False\n")
