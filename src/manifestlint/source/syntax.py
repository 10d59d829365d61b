"""Says in plain words why a text is not YAML, and what to do."""

import re
from typing import Any

from manifestlint.source.templates import TEMPLATED, find_template
from manifestlint.source.values import Refused

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|={7})(?: |$)", re.MULTILINE)
_UNCLOSED = {sign: f"the quote {sign} that opens here is never closed" for sign in ("'", '"')}
_STARTS = {
    "@": "a plain value cannot start with @; put it in quotes",
    "`": "a plain value cannot start with a backtick; put it in quotes",
    "%": "a plain value cannot start with %; put it in quotes",
    "\t": "a tab stands where YAML wants spaces; indent with spaces",
}
_KNOWN = {
    "block sequence entries are not allowed in this context": (
        "a list cannot start here; begin it on a new line, or quote the text"
    ),
    "mapping keys are not allowed in this context": "a key cannot start here; begin it on a new line",
    "found a tab character that violates indentation": _STARTS["\t"],
    "found unknown escape character": (
        "this escape means nothing in double quotes; write \\\\ for a backslash, or use single quotes"
    ),
    "found invalid Unicode character escape code": (
        "this escape is half of a pair, which JSON has but YAML has not; write the character itself"
    ),
    "did not find expected comment or line break": "text of a block begins on the line below its | or >",
    "did not find expected '-' indicator": (
        "this line neither goes on with the list above nor ends it; check its indentation"
    ),
    "did not find expected node content": "a value is missing here, between the brackets",
    "did not find expected tag URI": "this tag is not complete; put a value that starts with ! in quotes",
}
_AT_CONTEXT = {
    "could not find expected ':'": (
        "this line is no `key: value`; add the colon and a space, or indent it as part of the value above"
    ),
    "did not find expected ',' or ']'": "the list that opens here is not closed, or a comma is missing in it",
    "did not find expected ',' or '}'": (
        "the mapping that opens here is not closed, or a comma is missing in it"
    ),
}


def explain(error: Exception, text: str) -> tuple[str, int, int]:
    """What is wrong, from where and to where in the text."""
    if isinstance(error, Refused):
        if template := find_template(text, error.start):
            return TEMPLATED, *template
        return error.message, error.start, error.end
    if match := _CONTROL.search(text):
        code = ord(match[0])
        message = f"the character U+{code:04X} is not allowed in YAML; remove it, or write it as an escape"
        return message, match.start(), match.end()
    mark = getattr(error, "problem_mark", None)
    at = min(mark.index, len(text)) if mark is not None else 0
    context = getattr(error, "context_mark", None)
    if conflict := _CONFLICT.search(text):
        return "this is the mark of a merge conflict; resolve it", conflict.start(), conflict.start() + 7
    if template := find_template(text, at):
        return TEMPLATED, *template
    message, start = _words(error, text, at, context.index if context is not None else at)
    return message, start, min(start + 1, len(text))


def _words(error: Any, text: str, at: int, context: int) -> tuple[str, int]:
    problem = getattr(error, "problem", None) or str(error)
    if problem == "did not find expected node content" and not text[at:].strip():
        bracket = max(text.rfind("[", 0, at), text.rfind("{", 0, at))
        return f"the {text[bracket]} that opens here is never closed", bracket
    if problem in _AT_CONTEXT:
        return _AT_CONTEXT[problem], context
    if problem in _KNOWN:
        return _KNOWN[problem], at
    if problem in ("found unexpected end of stream", "found unexpected document indicator"):
        return _UNCLOSED.get(text[context : context + 1], "the text ends in the middle of a value"), context
    if problem == "did not find expected alphabetic or numeric character":
        sign = text[at - 1 : at]
        return f"a name must follow {sign}; put the value in quotes if {sign} is text", max(0, at - 1)
    return _by_text(problem, text, at), at


def _by_text(problem: str, text: str, at: int) -> str:
    if problem == "found character that cannot start any token":
        sign = text[at : at + 1]
        return _STARTS.get(sign, f"a plain value cannot start with {sign}; put it in quotes")
    if problem == "mapping values are not allowed in this context":
        return _second_colon(text, at)
    if problem == "did not find expected key":
        return _expected_key(text, at)
    return f"this is not YAML: {problem}"


def _second_colon(text: str, at: int) -> str:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if ":" in line.lstrip() and ": " in line:
        return 'a second ": " stands in this line; put the value in quotes'
    return "a key cannot stand here: the line above is not complete, or this one is indented too far"


def _expected_key(text: str, at: int) -> str:
    before = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    if before.endswith(("'", '"')):
        return "text follows the closing quote; put all of the value in quotes, or none of it"
    if before:
        return "this cannot follow the value before it on the line"
    return "the indentation of this line fits no line above it; line it up with its neighbours"
