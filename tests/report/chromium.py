"""Chromium for tests, and Playwright to drive it: the browser on PATH, else that of a package on npm.

`@sparticuz/chromium` (MIT) carries Chromium's headless shell for Linux on x86-64 and the libraries that bare
machines lack. They are unpacked once, into a cache. What cannot be had is an error: no test skips.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.integration.tools import default_cache
from tests.npm import unpacked

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_PACKAGE = ("@sparticuz/chromium", "153.0.0")
PLAYWRIGHT = ("playwright-core", "1.65.1")
AXE = ("axe-core", "4.14.1")
_SCRIPT = Path(__file__).with_name("browser.js")
_UNPACK = """
const [from, to] = process.argv.slice(1);
const { readFileSync, writeFileSync } = require("node:fs");
const { brotliDecompressSync } = require("node:zlib");
writeFileSync(to, brotliDecompressSync(readFileSync(from)), { mode: 0o755 });
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a browser saw of a page."""

    values: list[Any]
    requests: list[str]
    dialogs: list[str]
    console: list[str]


def browse(page: Path, *steps: tuple[Any, ...]) -> Seen:
    """Do these steps on the page in a new browser; `browser.js` tells what there is to do."""
    executable, libraries = _browser()
    playwright = unpacked(*PLAYWRIGHT)
    command = [_node(), str(_SCRIPT), str(playwright), str(executable), str(page), json.dumps(steps)]
    environment = os.environ | ({"LD_LIBRARY_PATH": str(libraries)} if libraries else {})
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=120
    )
    if done.returncode != 0:
        pytest.fail(
            f"the browser {executable} stopped; where Chromium does not start, install it\n{done.stderr}"
        )
    seen = json.loads(done.stdout)
    return Seen(seen["seen"], seen["requests"], seen["dialogs"], seen["console"])


def axe() -> str:
    """The script that looks for what keeps people from using a page."""
    return str(unpacked(*AXE) / "axe.min.js")


def _node() -> str:
    node = shutil.which("node")
    if node is None:
        pytest.fail("put node on PATH: the page is tested with it in a browser")
    return node


def _browser() -> tuple[Path, Path | None]:
    """The program, and where libraries lie that the machine may lack."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return Path(found), None
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        pytest.fail("put chromium on PATH: the package on npm has it for Linux on x86-64 alone")
    folder = default_cache() / f"chromium-{BROWSER_PACKAGE[1]}"
    if not folder.exists():
        _fill(folder)
    return folder / "chromium", folder / "lib"


def _fill(folder: Path) -> None:
    """Unpack beside, then rename, so that workers who do the same at once do not meet."""
    packed = unpacked(*BROWSER_PACKAGE) / "bin"
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="unpacking-") as scratch:
        ready = Path(scratch, "ready")
        ready.mkdir()
        for name, target in (("chromium.br", ready / "chromium"), ("al2023.tar.br", ready / "libraries.tar")):
            subprocess.run([_node(), "-e", _UNPACK, str(packed / name), str(target)], check=True)
        shutil.unpack_archive(ready / "libraries.tar", ready, filter="data")
        (ready / "libraries.tar").unlink()
        try:
            ready.rename(folder)
        except OSError:
            if not folder.exists():
                raise
