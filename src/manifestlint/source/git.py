"""Questions to the git command line; each costs some milliseconds, so ask once. No git, no answer."""

import os
from pathlib import Path

# Git tells a hook with these where the commit's repository is. They would override where we ask, and a
# relative one would be taken from the wrong folder. The worktree's own index lists the same files.
_LOCAL = (
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_WORK_TREE",
)
# In a container the checkout often belongs to somebody else, and git would not answer at all. All we do is
# list, and with the monitor off nothing that the repository configures is run for that.
_OPTIONS = ("-c", "safe.directory=*", "-c", "core.fsmonitor=false")


def toplevel(path: Path) -> Path | None:
    """The root of the worktree that a folder is in."""
    answer = _git(path, "rev-parse", "--show-toplevel")
    return Path(os.fsdecode(answer.removesuffix(b"\n"))) if answer else None


def remotes(root: Path) -> tuple[str, ...]:
    """The URLs of all remotes, as configured."""
    answer = _git(root, "config", "--get-regexp", "-z", r"^remote\..*\.url$")
    entries = (answer or b"").split(b"\0")
    return tuple(os.fsdecode(entry.split(b"\n", 1)[1]) for entry in entries if b"\n" in entry)


def branches(root: Path) -> tuple[str, ...]:
    """The branch that is checked out, and the default branches of the remotes, as far as git knows them."""
    form = "%(HEAD)%00%(refname:lstrip=2)%00%(symref:lstrip=3)"
    answer = _git(root, "for-each-ref", f"--format={form}", "refs/heads", "refs/remotes/*/HEAD") or b""
    found = []
    for line in os.fsdecode(answer).splitlines():
        mark, name, default = line.split("\0")
        found += [name] if mark == "*" else [default] if default else []
    return tuple(dict.fromkeys(found))


def tracked_and_unignored(root: Path) -> tuple[str, ...] | None:
    """What git lists below a folder: all that is tracked, and what is untracked but not ignored.

    Paths are relative to the folder. A submodule, a symbolic link and a deleted file are listed like any
    other. None where git has no answer.
    """
    answer = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
    if answer is None:
        return None
    return tuple(os.fsdecode(entry) for entry in answer.split(b"\0") if entry)


def _git(folder: Path, *arguments: str) -> bytes | None:
    import subprocess

    command = ["git", *_OPTIONS, "-C", str(folder), *arguments]
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, stdin=subprocess.DEVNULL, env=_environment()
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _environment() -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    return environment
