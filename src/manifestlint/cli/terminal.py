"""What the place that something is printed to can do."""

import os
import shutil
import sys
from dataclasses import dataclass
from typing import TextIO

_NARROWEST = 40
_OFF = frozenset({"0", "false", "no"})
_LINKING = ("ALACRITTY_WINDOW_ID", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WT_SESSION")
"""Each of these is set by a terminal whose every version in use knows links."""
_LINKING_PROGRAMS = frozenset({"Hyper", "Tabby", "WezTerm", "ghostty", "iTerm.app", "rio", "vscode"})
_FIRST_VTE = 5000
"""GNOME's terminal and its like know links since VTE 0.50."""


@dataclass(frozen=True, slots=True)
class Sink:
    """What a report goes to."""

    colour: bool = False
    links: bool = False


def sink(stream: TextIO) -> Sink:
    """What a stream can do."""
    return Sink(wants_colour(stream), wants_links(stream))


def wants_colour(stream: TextIO) -> bool:
    """As https://no-color.org and https://force-color.org have it; a FORCE_COLOR of 0 asks for none."""
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR")
    return forced.lower() not in _OFF if forced else _obeys(stream)


def wants_links(stream: TextIO) -> bool:
    """Whether text can be a link there; FORCE_HYPERLINK says yes or no where nothing tells."""
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced:
        return forced.lower() not in _OFF
    if not _obeys(stream) or "CI" in os.environ:
        return False
    vte = os.environ.get("VTE_VERSION", "")
    return (
        any(os.environ.get(name) for name in _LINKING)
        or os.environ.get("TERM_PROGRAM") in _LINKING_PROGRAMS
        or (vte.isdecimal() and int(vte) >= _FIRST_VTE)
    )


def can_move(stream: TextIO) -> bool:
    """Whether a line that was printed can be taken back, and somebody is there to see it."""
    return _obeys(stream) and "CI" not in os.environ


def columns(otherwise: int) -> int:
    """How wide the terminal is; what goes to a pipe is as wide as is said, unless COLUMNS says it."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return otherwise
    return max(shutil.get_terminal_size().columns, _NARROWEST)


def _obeys(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"
