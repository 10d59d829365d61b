"""Questions to the git command line; each costs some milliseconds, so ask once. No git, no answer."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


def is_installed() -> bool:
    """Whether there is a git to ask."""
    import shutil

    return shutil.which("git") is not None


def toplevel(path: Path) -> Path | None:
    """The root of the worktree that a folder is in."""
    answer = ask(path, "rev-parse", "--show-toplevel")
    return Path(os.fsdecode(answer.removesuffix(b"\n"))) if answer else None


def remotes(root: Path) -> tuple[str, ...]:
    """The URLs of all remotes, as configured."""
    answer = ask(root, "config", "--get-regexp", "-z", r"^remote\..*\.url$")
    entries = (answer or b"").split(b"\0")
    return tuple(os.fsdecode(entry.split(b"\n", 1)[1]) for entry in entries if b"\n" in entry)


def remote(root: Path, name: str = "origin") -> str:
    """The URL of one remote, as configured; empty where there is none."""
    return os.fsdecode(ask(root, "config", "--get", f"remote.{name}.url") or b"").strip()


def branches(root: Path) -> tuple[str, ...]:
    """The branch that is checked out, and the default branches of the remotes, as far as git knows them."""
    form = "%(HEAD)%00%(refname:lstrip=2)%00%(symref:lstrip=3)"
    answer = ask(root, "for-each-ref", f"--format={form}", "refs/heads", "refs/remotes/*/HEAD") or b""
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
    answer = ask(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
    if answer is None:
        return None
    return tuple(os.fsdecode(entry) for entry in answer.split(b"\0") if entry)


def commit(root: Path, name: str) -> str | None:
    """The commit that a name means, whole; None where git does not have it."""
    if name.startswith("-"):
        return None
    answer = ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return answer.decode().strip() if answer else None


def is_shallow(root: Path) -> bool:
    """Whether the clone lacks history."""
    return ask(root, "rev-parse", "--is-shallow-repository") == b"true\n"


def parents(root: Path, name: str) -> tuple[str, ...]:
    """The commits that a commit follows, as it names them itself; a shallow clone may not have them."""
    answer = ask(root, "cat-file", "commit", name) or b""
    head = answer.partition(b"\n\n")[0].decode(errors="replace").splitlines()
    return tuple(line.removeprefix("parent ") for line in head if line.startswith("parent "))


def merge_base(root: Path, one: str, other: str) -> str | None:
    """The commit at which two parted; None where git's history does not reach that far."""
    answer = ask(root, "merge-base", one, other)
    return answer.decode().split("\n")[0] if answer else None


def branch(root: Path, commit: str = "") -> str:
    """The branch that is checked out, or that ends with a commit; empty for a commit by itself."""
    if commit:
        form = ("--count=1", "--format=%(refname:lstrip=2)", f"--points-at={commit}")
        answer = ask(root, "for-each-ref", *form, "refs/heads")
    else:
        answer = ask(root, "symbolic-ref", "--quiet", "--short", "HEAD")
    return os.fsdecode(answer or b"").strip()


def authors(root: Path, base: str, head: str = "HEAD") -> tuple[str, ...]:
    """Who made the commits since a base, as `name <e-mail>`."""
    answer = ask(root, "log", "--format=%an <%ae>", f"{base}..{head}", "--")
    return tuple(dict.fromkeys((answer or b"").decode(errors="replace").splitlines()))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a commit has at a path; no object where it has nothing."""

    path: str
    mode: str
    object: str


LOG = (
    *("-c", "log.diffMerges=separate", "-c", "log.showRoot=true", "-c", "log.showSignature=false"),
    *("-c", "log.follow=false", "log", "--first-parent", "-m"),
)
"""The branch's own commits, each with all that it brings, whatever the user has configured for `git log`."""
LINK = "120000"
"""The mode of a symbolic link, whose content is where it leads."""
_SUBMODULE = "160000"


def differing(root: Path, commit: str, than: str = "") -> tuple[Entry, ...] | None:
    """What a commit has otherwise than another one, or than the worktree; submodules are left alone.

    In the worktree untracked files count. None where git has no answer.
    """
    options = ("--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--ignore-submodules=all")
    answer = ask(root, "diff", *options, *filter(None, (commit, than)), "--")
    untracked = b"" if than else ask(root, "ls-files", "-z", "--others", "--exclude-standard")
    if answer is None or untracked is None:
        return None
    fields = answer.split(b"\0")
    found = {}
    for facts, path in zip(fields[::2], fields[1::2], strict=False):
        mode, _, blob, _, _ = facts.decode().removeprefix(":").split(" ")
        name = os.fsdecode(path)
        if mode != _SUBMODULE:
            found[name] = Entry(name, mode, "" if set(blob) == {"0"} else blob)
    for path in filter(None, untracked.split(b"\0")):
        name = os.fsdecode(path)
        found.setdefault(name, Entry(name, "", ""))
    return tuple(found.values())


def entry(root: Path, commit: str, path: str) -> Entry:
    """What a commit has at a path."""
    answer = ask(root, "ls-tree", "-z", "--full-tree", commit, "--", f":(top,literal){path}") or b""
    facts = answer.decode(errors="replace").partition("\t")[0].split(" ")
    return Entry(path, facts[0], facts[2]) if facts[1:2] == ["blob"] else Entry(path, "", "")


def contents(root: Path, entries: Sequence[Entry]) -> dict[str, bytes]:
    """Files by path, as a checkout would write them: line ends and other filters applied.

    What git does not have, as in a partial clone, is left out.
    """
    import secrets

    asked = [entry for entry in entries if entry.object and "\n" not in entry.path]
    if not asked:
        return {}
    # The size that git tells is the one before the filters, so a mark of our own parts the answers.
    mark = secrets.token_hex(16)
    lines = "".join(f"{entry.object} {entry.path}\n" for entry in asked)
    command = ("cat-file", f"--batch=%(objectname) {mark}", "--filters")
    answer = ask(root, *command, given=os.fsencode(lines)) or b""
    parts = re.split(rb"(?:\A|\n)[0-9a-f]+ %s\n" % mark.encode(), answer)[1:]
    if len(parts) != len(asked):  # something is missing, and said between the others
        return {entry.path: found for entry in asked if (found := _content(root, entry)) is not None}
    parts[-1] = parts[-1].removesuffix(b"\n")
    return {entry.path: part for entry, part in zip(asked, parts, strict=True)}


@dataclass(frozen=True, slots=True)
class Version:
    """A commit of a branch that gave a file a new content."""

    commit: str
    date: str
    subject: str
    entry: Entry

    def content(self, root: Path) -> bytes | None:
        """The file as that commit has it; None where git lacks it."""
        return _content(root, self.entry)


def versions(root: Path, commit: str, path: str, limit: int) -> Iterator[Version]:
    """What a file was, from a commit backwards; a merge counts, and not what it brings in.

    So it is told when something arrived on the branch, which is when it was deployed.
    """
    options = ("--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", f"-n{limit}")
    form = "--format=%x00%H%x09%cs%x09%s"
    answer = ask(root, *LOG, *options, form, commit, "--", f":(top,literal){path}") or b""
    for record in answer.decode(errors="replace").split("\0")[1:]:
        head, _, changed = record.partition("\n")
        sha, date, subject = head.split("\t", 2)
        facts = changed.strip().split(" ")
        if len(facts) > 3 and set(facts[3]) != {"0"}:
            yield Version(sha, date, subject, Entry(path, facts[1], facts[3]))


@dataclass(frozen=True, slots=True)
class Landing:
    """A commit of a branch."""

    commit: str
    date: str
    subject: str


def touching(root: Path, commit: str, paths: Sequence[str], limit: int) -> Iterator[Landing]:
    """The commits that touch one of the paths, from one backwards; a merge counts, not what it brings in."""
    if not paths:
        return
    options = (f"-n{limit}", "--format=%H%x09%cs%x09%s", "--no-patch")
    named = (f":(top,literal){path}" for path in paths)
    answer = ask(root, *LOG, *options, commit, "--", *named) or b""
    for line in answer.decode(errors="replace").split("\n"):
        if line.count("\t") > 1:
            yield Landing(*line.split("\t", 2))


def content(root: Path, commit: str, path: str) -> bytes | None:
    """A file of a commit as a checkout would write it; None where the commit has none."""
    return ask(root, "cat-file", "--filters", f"{commit}:{path}")


def blob(root: Path, commit: str, path: str) -> bytes | None:
    """A file as it was committed, whatever filters say; links in the commit are followed."""
    if "\n" in path:
        return None
    asked = os.fsencode(f"{commit}:{path}\n")
    answer = ask(root, "cat-file", "--batch", "--follow-symlinks", given=asked) or b""
    head, _, content = answer.partition(b"\n")
    return content.removesuffix(b"\n") if re.fullmatch(rb"[0-9a-f]+ blob \d+", head) else None


def _content(root: Path, entry: Entry) -> bytes | None:
    return ask(root, "cat-file", "--filters", f"--path={entry.path}", entry.object)


def ask(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git prints, given something on standard input; None where it has no answer."""
    import subprocess

    command = ["git", *_OPTIONS, "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, check=False, capture_output=True, input=given, env=_environment())
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _environment() -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    environment["GIT_NO_LAZY_FETCH"] = "1"
    return environment
