"""The one door to the YAML parser. Imported when something is read, because PyYAML takes its time."""

from collections.abc import Callable
from typing import Any

_Parser: Any
try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # a PyYAML without libyaml: slower, the same events
    _Parser = None

Next = Callable[[], Any]


_APOSTROPHE = "\\'"
_STAND_INS = (("\\a", "\a", "07"), ("\\v", "\v", "0b"), ("\\f", "\f", "0c"))
"""Escapes of the same length that our parser knows, their characters, and how these end in hexadecimal."""
_MOST = 64


def events(text: str) -> Next:
    """A function that gives the next event of the text, and None after the last."""
    return _with_apostrophes(text) if _APOSTROPHE in text else _parse(text)


def _parse(text: str) -> Next:
    if _Parser is None:
        return _pure(text)
    getter: Next = _Parser(text).get_event
    return getter


def _with_apostrophes(text: str) -> Next:
    """The events of a text with `\\'` in double quotes, which Kubernetes' parser takes and ours does not.

    Source: go.yaml.in/yaml/v2, `scannerc.go`, `yaml_parser_scan_flow_scalar`. The parser itself tells where
    such an escape stands; another one of the same length takes its place, so no position changes.
    """
    lower = text.lower()
    free = (item for item in _STAND_INS if item[0] not in text and item[2] not in lower)
    escape, char, _ = next(free, ("", "", ""))
    for _ in range(_MOST if escape else 0):
        at = _unknown_escape(text)
        if at is None:
            break
        text = text[:at] + escape + text[at + len(escape) :]
    getter = _parse(text)

    def get_event() -> Any:
        event = getter()
        if char and getattr(event, "style", None) == '"':
            event.value = event.value.replace(char, "'")
        return event

    return get_event


def _unknown_escape(text: str) -> int | None:
    """Where the parser stops at `\\'`; None where it does not."""
    from yaml import MarkedYAMLError

    getter = _parse(text)
    try:
        while getter() is not None:
            pass
    except MarkedYAMLError as error:
        at = error.problem_mark.index if error.problem_mark else -1
        return at if at >= 0 and text.startswith(_APOSTROPHE, at) else None
    return None


def _pure(text: str) -> Next:
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class Pure(Reader, Scanner, Parser):
        def __init__(self) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    getter: Next = Pure().get_event
    return getter
