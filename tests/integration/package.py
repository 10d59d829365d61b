"""The package as others get it: its files alone, and programs that see nothing of this checkout."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
# What a build reads. The rest of the checkout must not be needed.
FILES = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
_OURS = ("PYTHONPATH", "PYTHONPYCACHEPREFIX", "VIRTUAL_ENV")


def copy_package(target: Path) -> None:
    """Copy what a build reads."""
    shutil.copytree(ROOT / "src", target / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in FILES:
        shutil.copy(ROOT / name, target / name)


def fresh_environment(**more: str) -> dict[str, str]:
    """The environment without what leads to this checkout, with a git of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in _OURS}
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        git |= {f"GIT_{role}_NAME": "T", f"GIT_{role}_EMAIL": "t@example.com"}
    return kept | git | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"} | more


def run(
    command: Sequence[str | Path], folder: Path, environment: dict[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Run a program; what it says on standard error follows what it says on standard output."""
    return subprocess.run(
        [str(word) for word in command], cwd=folder, env=environment, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip


def must(command: Sequence[str | Path], folder: Path, environment: dict[str, str]) -> str:
    """Run a program that has to succeed; what it says."""
    done = run(command, folder, environment)
    assert done.returncode == 0, done.stdout
    return done.stdout
