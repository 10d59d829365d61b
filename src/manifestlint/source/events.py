"""The one door to the YAML parser. Imported when something is read, because PyYAML takes its time."""

from collections.abc import Callable
from typing import Any

_Parser: Any
try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # a PyYAML without libyaml: slower, the same events
    _Parser = None

Next = Callable[[], Any]


def events(text: str) -> Next:
    """A function that gives the next event of the text, and None after the last."""
    if _Parser is None:
        return _pure(text)
    getter: Next = _Parser(text).get_event
    return getter


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
