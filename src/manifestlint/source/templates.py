"""Finds what a template engine was to replace, where a manifest was expected."""

import re
from collections.abc import Iterator

from manifestlint.source.source import Flaw

TEMPLATED = "this looks like a template, not like a manifest; render the chart, or exclude the file"
_COMMENT_END = r"\*/\s*-?\}\}"
_TEMPLATE = re.compile(r"\{\{-?\s*(?:[.$\w]|/\*)|\{%-?\s|" + _COMMENT_END)
_HELM = re.compile(
    r"\{\{-?\s*(?:/\*|(?:if|else|end|range|with|define|template|block)\b|\$\w+\s*:="
    r"|[^{}]*(?:\.(?:Values|Release|Chart|Capabilities|Files|Template)|\b(?:include|tpl|toYaml|nindent))\b)|"
    + _COMMENT_END
)
_QUOTED = re.compile(r"""(?<![^\s\[{,])(?:'(?:[^'\n]|'')*(?:'|$)|"(?:[^"\\\n]|\\.)*(?:"|$))""", re.MULTILINE)


def comes_from_template(text: str, flaw: Flaw) -> bool:
    """Whether a flaw of a file is there only because Helm has yet to render it.

    What is text to Kubernetes may be written for another engine, for Prometheus or for Argo CD: that it
    stands there without quotes is a mistake.
    """
    return flaw.message == TEMPLATED and _HELM.match(text, flaw.span.start.offset) is not None


def find_template(text: str, at: int) -> tuple[int, int] | None:
    """Where a template stands that an error can come from."""
    # The parser often gives up only on the line after the template.
    start = text.rfind("\n", 0, max(0, text.rfind("\n", 0, at))) + 1
    end = text.find("\n", at)
    end = end if end >= 0 else len(text)
    if not _TEMPLATE.search(text, start, end):
        return None
    match = _TEMPLATE.search(_without_quoted(text, start, end))
    return (start + match.start(), start + match.end()) if match else None


def _without_quoted(text: str, start: int, end: int) -> str:
    """A part of the text, with blanks for the templates that a quoted or block scalar holds as a whole."""
    pieces = []
    at = start
    for quoted_start, quoted_end in _quoted(text):
        if quoted_end > at and quoted_start < end and _is_whole(text[quoted_start:quoted_end]):
            pieces.append(text[at : max(at, quoted_start)])
            pieces.append(" " * (min(end, quoted_end) - max(at, quoted_start)))
            at = min(end, quoted_end)
    window = "".join(pieces) + text[at:end]
    # The parser may have given up before it told of the quotes.
    return _QUOTED.sub(lambda match: " " * len(match[0]) if _is_whole(match[0]) else match[0], window)


def _is_whole(scalar: str) -> bool:
    """Quotes inside of a template end the scalar before the template ends."""
    return scalar.count("{{") <= scalar.count("}}")


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    from yaml import YAMLError
    from yaml.events import ScalarEvent

    from manifestlint.source.events import events

    try:
        for event in iter(events(text), None):
            if event.__class__ is ScalarEvent and event.style and event.start_mark and event.end_mark:
                yield event.start_mark.index, event.end_mark.index
    except YAMLError:
        return  # the error that is to be explained
