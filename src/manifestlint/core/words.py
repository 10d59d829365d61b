"""Words that messages share."""

from collections.abc import Iterable


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def enumerated(names: Iterable[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    *others, last = names
    return f"{', '.join(others)} {word} {last}" if others else last


def close_to(name: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The name that was probably meant."""
    from difflib import get_close_matches

    by_lower = {other.lower(): other for other in names}
    found = get_close_matches(name.lower(), by_lower, n=1, cutoff=cutoff)
    return by_lower[found[0]] if found else None


def printable(text: str) -> str:
    """The text without anything that a terminal or a pipeline would obey.

    To a terminal those are control, format and surrogate characters. GitHub's runner takes a line of the log
    for a command that begins with `::` and a letter, spaces apart, or holds `##[` anywhere (actions/runner,
    ActionCommand.cs).
    """
    if not text.isprintable():
        text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    start = text.lstrip()[:3]
    if start.startswith("::") and start[2:].isalpha():
        text = text.replace("::", "\\x3a:", 1)
    return text.replace("##[", "##\\x5b")
