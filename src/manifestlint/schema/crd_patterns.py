"""Regular expressions as CRDs write them, for an engine with another syntax.

The API server compiles a `pattern` with Go's `regexp` (apiextensions-apiserver
`pkg/apiserver/schema/validation.go`, v1.35). Where Go's syntax (https://pkg.go.dev/regexp/syntax) means
something else in ECMA 262, which JSON Schema asks for, it is written anew.
"""

import re

_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "ascii": r"\x00-\x7f",
    "blank": r"\t ",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\t\n\x0b\f\r ",
    "upper": "A-Z",
    "word": "0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
_NEGATED = {
    "alnum": r"\x00-/:-@\[-`{-\u{10ffff}",
    "alpha": r"\x00-@\[-`{-\u{10ffff}",
    "digit": r"\x00-/:-\u{10ffff}",
    "space": r"\x00-\x08\x0e-\x1f!-\u{10ffff}",
    "word": r"\x00-/:-@\[-^`{-\u{10ffff}",
}
_QUOTED = re.compile(r"\\Q(.*?)(?:\\E|\Z)", re.DOTALL)
_POSIX = re.compile(r"\[:(\^?)(\w+):\]")
_ESCAPE = re.compile(r"\\(?:[pP]\{[^}]*\}|[0-7]{3}|.)", re.DOTALL)
_REPETITION = re.compile(r"\{\d+(?:,\d*)?\}")
_SETS = frozenset("dDsSwWpP")
"""The letters of escapes that stand for several characters."""


def ecma_pattern(pattern: str) -> str:
    """The pattern in the syntax of ECMA 262; what Go does not take either comes out as it went in."""
    out: list[str] = []
    position = 0
    while position < len(pattern):
        match pattern[position]:
            case "\\":
                token, position = _escape(pattern, position)
            case "[":
                token, position = _class(pattern, position)
            case "{" if not _REPETITION.match(pattern, position):
                token, position = r"\{", position + 1
            case token:
                position += 1
        out.append(token)
    return "".join(out)


def _escape(pattern: str, position: int) -> tuple[str, int]:
    """One escape, and where it ends."""
    quoted = _QUOTED.match(pattern, position)
    if quoted:
        return re.sub(r"([^\w\s])", r"\\\1", quoted[1]), quoted.end()
    match = _ESCAPE.match(pattern, position)
    if match is None:
        return pattern[position], position + 1
    written = match[0]
    if written == r"\a":
        return r"\x07", match.end()
    if written[1:].isdecimal() and len(written) > len(r"\1"):
        return rf"\x{int(written[1:], 8):02x}", match.end()
    return written, match.end()


def _class(pattern: str, position: int) -> tuple[str, int]:
    """One bracket expression, and where it ends. A `]` that comes first stands for itself."""
    start = position + 2 if pattern.startswith("^", position + 1) else position + 1
    out, position = [pattern[position:start]], start
    while position < len(pattern):
        posix = _POSIX.match(pattern, position)
        if posix:
            token, position = (_NEGATED if posix[1] else _CLASSES).get(posix[2], posix[0]), posix.end()
        elif pattern[position] == "\\":
            token, end = _escape(pattern, position)
            if token[1:2] in _SETS and pattern.startswith("-", end):
                token, end = token + r"\-", end + 1
            position = end
        elif pattern[position] == "]" and position > start:
            return "".join([*out, "]"]), position + 1
        else:
            token = rf"\{pattern[position]}" if pattern[position] in "[]" else pattern[position]
            position += 1
        out.append(token)
    return "".join(out), position
