"""The entry of a pre-commit configuration."""

import re
from typing import Any

from manifestlint.adopt.project import TAG, URL
from manifestlint.core.place import At
from manifestlint.model.shape import mapping, mappings, text
from manifestlint.source import Source, Unreadable, encode, read

FILE = ".pre-commit-config.yaml"
ID = "manifestlint"
_FRESH = "repos:\n"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class NotAppended(ValueError):  # noqa: N818 - it is no error of the program
    """The entry has to be written by hand; the message says why."""


def new_configuration() -> bytes:
    """A configuration with nothing but the entry."""
    return f"{_FRESH}{entry(2)}".encode()


def entry(indent: int = 0, step: int = 2, width: int = 2) -> str:
    """The entry; `step` is how far its list of hooks stands from its keys, `width` how wide a dash is."""
    margin, inner = " " * indent, " " * (indent + width)
    dash = "-".ljust(width)
    return f"{margin}{dash}repo: {URL}\n{inner}rev: {TAG}\n{inner}hooks:\n{inner}{' ' * step}{dash}id: {ID}\n"


def is_there(data: Any) -> bool:
    """Whether one of the hooks is ours, wherever it comes from."""
    return any(
        text(hook.get("id")) == ID
        for _, repo in mappings(mapping(data).get("repos"))
        for _, hook in mappings(repo.get("hooks"))
    )


def appended(content: bytes) -> bytes | None:
    """A configuration with the entry behind its others, every byte of it kept; None where it is there.

    Raises:
        NotAppended: it is none, or is written in a way that a line cannot be added to.
    """
    source = _read(content)
    data = source.document(0).data
    if is_there(data):
        return None
    repos = mapping(data).get("repos")
    if not isinstance(repos, list) or not repos:
        raise NotAppended('it has no list "repos" to append to')
    raw = encode(_appended(source, len(repos) - 1), content)
    try:
        after = mapping(_read(raw).document(0).data)
    except NotAppended:
        after = {}
    others = after.get("repos", [])
    if {**after, "repos": others[:-1]} != data or not is_there({"repos": others[-1:]}):
        raise NotAppended("its list of repositories is written in a way that no line can be added to")
    return raw


def _read(content: bytes) -> Source:
    try:
        source = read(FILE, content)
    except Unreadable as error:
        raise NotAppended(error.message) from error
    if source.flaws or len(source.documents) != 1:
        raise NotAppended("it is no valid YAML")
    return source


def _appended(source: Source, last: int) -> str:
    """The content with the entry behind the last one, in its layout."""
    item = source.span(0, At(("repos", last)))
    lines = _LINE.findall(source.text)
    line = lines[item.start.line - 1]
    dash = re.match(r"( *)(- *)", line)
    if dash is None:
        raise NotAppended("its list of repositories is not written with one dash a line")
    step = _step(source, last, item.start.column)
    # An item ends where the next thing begins: comments and blank lines behind it belong to that.
    end = item.end.line - (item.end.column == 1)
    while end > item.start.line and not _says(lines[end - 1]):
        end -= 1
    newline = "\r\n" if line.endswith("\r\n") else "\n"
    made = entry(len(dash[1]), step, len(dash[2])).replace("\n", newline)
    if not lines[end - 1].endswith("\n"):
        made = newline + made
    return "".join((*lines[:end], made, *lines[end:]))


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _step(source: Source, last: int, column: int) -> int:
    """How far the list of hooks stands from its key in the entry before."""
    hook = source.span(0, At(("repos", last, "hooks", 0)))
    written = _LINE.findall(source.text)[hook.start.line - 1]
    dash = re.match(r" *(?=- )", written)
    return max(0, len(dash[0]) + 1 - column) if dash else 2
