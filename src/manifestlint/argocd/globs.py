"""The three kinds of patterns that Argo CD compares names with. None of them can take long.

A pattern is walked with the set of all places in the text that it may have come to, so no pattern makes the
work grow beyond its length times the text's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class _Literal:
    text: str


@dataclass(frozen=True, slots=True)
class _One:
    """Any character, but none of these."""

    but: str


@dataclass(frozen=True, slots=True)
class _Many:
    """Any number of characters, but none of these."""

    but: str


@dataclass(frozen=True, slots=True)
class _Class:
    ranges: tuple[tuple[str, str], ...]
    negated: bool

    def holds(self, char: str) -> bool:
        return any(low <= char <= high for low, high in self.ranges) is not self.negated


@dataclass(frozen=True, slots=True)
class _Choice:
    branches: tuple["_Nodes", ...]


_Node = _Literal | _One | _Many | _Class | _Choice
_Nodes = tuple[_Node, ...]


class _MalformedError(ValueError):
    pass


def glob_matches(pattern: str, text: str, separators: str = "") -> bool:
    """Whether a pattern of gobwas/glob matches all of a text.

    `*` and `?` stop at separators, `**` does not; without separators nothing does, so for
    `directory.include` and `exclude` a `*` crosses `/`. There are `[abc]`, `[a-z]`, `[!a]`, `{a,b}` and `\\`.
    A malformed pattern matches nothing (Argo CD `util/glob/glob.go`, `Match`, v3.1; grammar: gobwas/glob
    `syntax/lexer/lexer.go`, v0.2.3).
    """
    return _matches(_gobwas, pattern, text, separators)


def path_matches(pattern: str, path: str) -> bool:
    """Whether a pattern of Go's `path.Match` matches all of a path.

    `*` and `?` never cross `/`, `**` is no more than `*`, there are `[a-z]`, `[^a]` and `\\`, no `{a,b}`.
    Argo CD uses it for the directories of a git generator (`applicationset/generators/git.go`, `filterApps`)
    and for kinds in an AppProject (`types.go`, `isResourceInList`, v3.1). What is malformed matches nothing.
    """
    return _matches(_go_path, pattern, path, "/")


def pathspec_matches(pattern: str, path: str) -> bool:
    """Whether `git ls-files -- <pattern>` lists a path.

    This is how the files of a git generator are found, unless the newer globbing is switched on (Argo CD
    `util/git/client.go`, `LsFiles`, v3.1): `*` crosses `/`, and what names a folder stands for all below it.
    """
    literal = pattern.rstrip("/")
    if not literal or path == pattern or path.startswith(literal + "/"):
        return True
    return _matches(_wildmatch, pattern, path, "")


def is_malformed(pattern: str) -> bool:
    """Whether gobwas/glob refuses the pattern, so that it matches nothing."""
    return _gobwas(pattern, "") is None


def _matches(parse: Callable[[str, str], _Nodes | None], pattern: str, text: str, separators: str) -> bool:
    nodes = parse(pattern, separators)
    return nodes is not None and len(text) in _walk(nodes, text, {0})


def _walk(nodes: _Nodes, text: str, places: set[int]) -> set[int]:
    """Where the nodes may lead to from any of the places."""
    for node in nodes:
        places = _step(node, text, places)
        if not places:
            break
    return places


def _step(node: _Node, text: str, places: set[int]) -> set[int]:
    match node:
        case _Literal(literal):
            return {at + len(literal) for at in places if text.startswith(literal, at)}
        case _One(but):
            return {at + 1 for at in places if at < len(text) and text[at] not in but}
        case _Class():
            return {at + 1 for at in places if at < len(text) and node.holds(text[at])}
        case _Many(but):
            return set(_stretch(text, places, but))
        case _Choice(branches):
            return set[int]().union(*(_walk(branch, text, places) for branch in branches))


def _stretch(text: str, places: set[int], but: str) -> Iterable[int]:
    open_ = False
    for at in range(min(places), len(text) + 1):
        open_ = at in places or open_
        if open_:
            yield at
        if at < len(text) and text[at] in but:
            open_ = False


@lru_cache(1024)
def _gobwas(pattern: str, separators: str) -> _Nodes | None:
    try:
        return _Gobwas(pattern, separators).parse()
    except _MalformedError:
        return None


@lru_cache(1024)
def _go_path(pattern: str, separators: str) -> _Nodes | None:
    try:
        return tuple(_simple(pattern, separators, "^", cut=False))
    except _MalformedError:
        return None


@lru_cache(1024)
def _wildmatch(pattern: str, separators: str) -> _Nodes | None:
    try:
        return tuple(_simple(pattern, separators, "^!", cut=True))
    except _MalformedError:
        return None


class _Gobwas:
    """Reads a pattern of gobwas/glob as it does: a `{` that is never closed reaches to the end."""

    def __init__(self, pattern: str, separators: str) -> None:
        self._pattern = pattern
        self._separators = separators
        self._at = 0

    def parse(self, depth: int = 0) -> _Nodes:
        nodes: list[_Node] = []
        while self._at < len(self._pattern) and not (depth and self._peek() in ",}"):
            nodes.append(self._node(depth))
        return tuple(nodes)

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _take(self) -> str:
        char = self._peek()
        if not char:
            raise _MalformedError
        self._at += 1
        return char

    def _node(self, depth: int) -> _Node:
        match self._peek():
            case "*":
                self._at += 1
                if self._peek() != "*":
                    return _Many(self._separators)
                self._at += 1
                return _Many("")
            case "?":
                self._at += 1
                return _One(self._separators)
            case "[":
                self._at += 1
                return self._class()
            case "{":
                return self._choice(depth)
        return _Literal(self._text("?*[{" + (",}" if depth else "")))

    def _choice(self, depth: int) -> _Choice:
        branches = []
        while self._peek() in {"{", ","}:
            self._at += 1
            branches.append(self.parse(depth + 1))
        self._at += 1
        return _Choice(tuple(branches))

    def _class(self) -> _Class:
        negated = self._peek() == "!"
        if negated:
            self._at += 1
        first = self._take()
        if self._peek() == "-":
            self._at += 1
            last = self._take()
            ranges: tuple[tuple[str, str], ...] = ((first, last),)
            if last < first:
                raise _MalformedError
        else:
            self._at -= 1
            chars = self._text("]")
            ranges = tuple((char, char) for char in chars)
        if not ranges or self._take() != "]":
            raise _MalformedError
        return _Class(ranges, negated)

    def _text(self, breakers: str) -> str:
        text = ""
        while (char := self._peek()) and char not in breakers:
            self._at += 1
            if char == "\\":
                char = self._peek()
                self._at += 1
            text += char
        return text


def _simple(pattern: str, separators: str, negations: str, *, cut: bool) -> Iterable[_Node]:
    """The nodes of a pattern without `{a,b}`; `cut` says that git reads it, to which `[!a]` is known."""
    at = 0
    while at < len(pattern):
        char = pattern[at]
        at += 1
        if char == "*":
            yield _Many(separators)
        elif char == "?":
            yield _One(separators)
        elif char == "[":
            node, at = _bracket(pattern, at, negations, first_is_text=cut)
            yield node
        elif char == "\\":
            if at == len(pattern):
                raise _MalformedError
            yield _Literal(pattern[at])
            at += 1
        else:
            yield _Literal(char)


def _bracket(pattern: str, at: int, negations: str, *, first_is_text: bool) -> tuple[_Class, int]:
    negated = at < len(pattern) and pattern[at] in negations
    at += negated
    ranges: list[tuple[str, str]] = []
    while not pattern.startswith("]", at) or (not ranges and first_is_text):
        low, at = _range_end(pattern, at, first_is_text=first_is_text)
        high = low
        if pattern.startswith("-", at) and not (first_is_text and pattern.startswith("-]", at)):
            high, at = _range_end(pattern, at + 1, first_is_text=first_is_text)
        ranges.append((low, high))
    if not ranges:
        raise _MalformedError
    return _Class(tuple(ranges), negated), at + 1


def _range_end(pattern: str, at: int, *, first_is_text: bool) -> tuple[str, int]:
    """One character of a class. Go refuses `-` and `]` there unless they are escaped, git does not."""
    if pattern.startswith("\\", at):
        at += 1
    elif not first_is_text and pattern[at : at + 1] in {"-", "]"}:
        raise _MalformedError
    if at >= len(pattern):
        raise _MalformedError
    return pattern[at], at + 1
