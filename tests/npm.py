"""Packages of npm that tests check with, unpacked once into the cache. What cannot be had is an error."""

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import pytest

from tests.integration.tools import default_cache


def unpacked(name: str, version: str) -> Path:
    """The folder of a package's files. Its dependencies are not fetched, and none of its scripts runs."""
    folder = default_cache() / f"{name.lstrip('@').replace('/', '-')}-{version}"
    if not folder.exists():
        _fill(folder, f"{name}@{version}")
    return folder / "package"


def _fill(folder: Path, wanted: str) -> None:
    """Unpack beside, then rename, so that workers who do the same at once do not meet."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.fail(f"put npm on PATH: {wanted} is fetched with it")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="unpacking-") as scratch:
        command = [npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", scratch, wanted]
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=scratch)
        archives = list(Path(scratch).glob("*.tgz"))
        if done.returncode != 0 or not archives:
            pytest.fail(f"{wanted} cannot be fetched from npm\n{done.stderr}")
        ready = Path(scratch, "ready")
        with tarfile.open(archives[0]) as archive:
            archive.extractall(ready, filter="data")
        try:
            ready.rename(folder)
        except OSError:
            if not folder.exists():
                raise
