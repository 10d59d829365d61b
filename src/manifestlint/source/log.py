"""The commits of a branch with what each one changed, in few questions to git."""

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from manifestlint.source.git import LOG, ask

_HEAD = re.compile(rb"([0-9a-f]+) blob (\d+)\n|[^\n]*\n")
_SUBMODULE = "160000"


@dataclass(frozen=True, slots=True)
class Blobs:
    """A file before and after a commit, as git's objects; empty where it is not there."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as the branch sees it: a merge is one, with all that it brings."""

    commit: str
    parents: tuple[str, ...]
    """None of the first commit, and of the last one that a shallow clone has."""
    date: datetime
    """When it was made, in UTC."""
    author: str
    message: str
    files: tuple[Blobs, ...]


def log(root: Path, commit: str, below: Iterable[str], limit: int) -> Iterator[Commit]:
    """The commits that changed something below the paths, the newest first; submodules are left alone."""
    mark = secrets.token_hex(16)
    form = f"--format=%x00{mark}%x00%H%x00%P%x00%ct%x00%an%x00%B%x00"
    options = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff")
    named = [f":(top,literal){path}" for path in below if path]
    answer = ask(root, *LOG, *options, f"-n{limit}", form, commit, "--", *named) or b""
    for record in answer.split(f"\0{mark}\0".encode())[1:]:
        sha, parents, seconds, author, message, *rest = record.split(b"\0")
        yield Commit(
            sha.decode(),
            tuple(parents.decode().split()),
            datetime.fromtimestamp(int(seconds), UTC),
            author.decode(errors="replace"),
            message.decode(errors="replace"),
            tuple(_files([part.removeprefix(b"\n") for part in rest])),
        )


def _files(fields: list[bytes]) -> Iterator[Blobs]:
    fields = [field for field in fields if field]
    for facts, path in zip(fields[::2], fields[1::2], strict=False):
        old_mode, new_mode, before, after, _ = facts.decode().removeprefix(":").split(" ")
        if _SUBMODULE not in {old_mode, new_mode}:
            yield Blobs(os.fsdecode(path), *("" if set(each) == {"0"} else each for each in (before, after)))


def read_objects(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The content of git's objects, as committed; those that git lacks are left out."""
    asked = list(dict.fromkeys(filter(None, names)))
    answer = ask(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in asked).encode()) or b""
    found, at = {}, 0
    while head := _HEAD.match(answer, at):
        at = head.end()
        if head[1]:
            found[head[1].decode()] = answer[at : at + int(head[2])]
            at += int(head[2]) + 1
    return found
