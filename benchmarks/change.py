"""Compare `check --base` with plain `check` on a repository of 40 Applications and one changed file."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from generate import REPOSITORY, TREES, write

TREE = "applications-2000"
COMMANDS = {"check": [], "check_base": ["--base", "main"]}


def git(folder: Path, *arguments: str) -> str:
    """What git answers, whatever the user has configured."""
    name = ("-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.com")
    command = ["git", *name, "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def repository(folder: Path) -> str:
    """Make the tree a repository with a branch on which one image is another one; the path of its file."""
    write(folder, TREE)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "remote", "add", "origin", REPOSITORY)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    git(folder, "checkout", "-q", "-b", "bump")
    path = next(each for each in sorted(folder.glob("teams/*/*.yaml")) if ":v1.4.2" in each.read_text())
    path.write_text(path.read_text().replace(":v1.4.2", ":v1.4.3"))
    git(folder, "commit", "-q", "-a", "-m", "Bump")
    return git(folder, "diff", "--name-only", "main").strip()


def seconds(folder: Path, arguments: list[str]) -> float:
    """The processor time of one run in a process of its own."""
    command = [sys.executable, "-m", "manifestlint", "check", "--format", "json", *arguments, "."]
    environment = {name: value for name, value in os.environ.items() if name not in {"CI", "GITHUB_ACTIONS"}}
    running = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        sys.exit(f"{' '.join(command)} ended with {running.returncode}")
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure both alternately, so that a busy machine slows both, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    repeat: int = parser.parse_args().repeat
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        changed = repository(folder)
        seconds(folder, [])  # the first run compiles
        runs = [{name: seconds(folder, said) for name, said in COMMANDS.items()} for _ in range(repeat)]
    times = {f"{name}_seconds": round(median(run[name] for run in runs), 2) for name in COMMANDS}
    ratio = round(median(run["check_base"] / run["check"] for run in runs), 2)
    print(json.dumps({"tree": TREE, "files": TREES[TREE][1], "changed": changed, **times, "ratio": ratio}))


if __name__ == "__main__":
    main()
