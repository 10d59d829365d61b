"""Text that means nothing but itself in Markdown."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_NOBODY = "@\u200b"
"""An at sign that mentions nobody."""


def escaped(text: str) -> str:
    """Text that means nothing but itself: no markup, no link, nobody who is mentioned."""
    return (
        _MARKS.sub(r"\\\1", text)
        .replace("@", _NOBODY)
        .replace("://", ":\u200b//")
        .replace("www.", "www\u200b.")
    )


def code(text: str) -> str:
    """Text in a fence that is longer than any in it."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
