"""JSON inside YAML files: what Kubernetes takes for JSON is read as JSON."""

import json
import re
from typing import Any

from manifestlint.source import scalars
from manifestlint.source.limits import Limits
from manifestlint.source.places import Pair, Place
from manifestlint.source.values import too_deep

_SPACE = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(r'[ \t\r\n]*("(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+)', re.DOTALL)
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_LIST = "["
_OPEN = "[{"
_CLOSE = "]}"
_BETWEEN = ",:"
_LONE = re.compile("[\ud800-\udfff]")


class JsonText:
    """The JSON values that a text consists of, each with the offset where it begins."""

    def __init__(self, text: str, limits: Limits) -> None:
        _check_depth(text, limits)
        self.flagged = False
        self.values: list[tuple[int, Any]] = []
        decoder = json.JSONDecoder(
            object_pairs_hook=self._mapping, parse_int=_integer, parse_float=_float, parse_constant=_constant
        )
        surrogates = "\\ud" in text or "\\uD" in text
        at = _end_of_space(text, 0)
        while at < len(text):
            value, end = decoder.raw_decode(text, at)
            self.values.append((at, _mended(value) if surrogates else value))
            at = _end_of_space(text, end)

    def _mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping = dict(pairs)
        if len(mapping) < len(pairs):
            self.flagged = True
        return mapping


def parse(text: str, limits: Limits) -> JsonText | None:
    """The text's JSON values; None where it is not JSON."""
    try:
        return JsonText(text, limits)
    except ValueError:
        return None


def places(text: str, base: int, at: int) -> Place:
    """The place of the JSON value that begins at an offset; only for text that was parsed before."""
    stack: list[tuple[Place, tuple[str, Place] | None]] = []
    top = Place(0, 0)
    top.items = []
    key: tuple[str, Place] | None = None
    while True:
        sign, place, at = _token(text, base, at)
        if sign in _BETWEEN:
            continue
        if sign in _OPEN:
            stack.append((top, key))
            top, key = place, None
            top.pairs, top.items = (None, []) if sign == _LIST else ([], None)
            continue
        if sign in _CLOSE:
            top.end = place.end
            place = top
            top, key = stack.pop()
        else:
            place.text = _text(sign)
        if top.pairs is not None and key is None:
            key = (place.text or "", place)
            continue
        if not stack:
            return place
        _put(top, key, place)
        key = None


def _put(top: Place, key: tuple[str, Place] | None, place: Place) -> None:
    """Puts a finished value where it belongs."""
    if top.pairs is not None and key is not None:
        top.pairs.append(Pair(key[0], key[1], place))
    elif top.items is not None:
        top.items.append(place)


def _token(text: str, base: int, at: int) -> tuple[str, Place, int]:
    match = _TOKEN.match(text, at)
    if match is None:
        raise ValueError(f"no JSON at {at}")
    return match[1], Place(base + match.start(1), base + match.end(1)), match.end()


def _text(written: str) -> str:
    return _LONE.sub("\ufffd", json.loads(written)) if written[0] == '"' else written


def _end_of_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _check_depth(text: str, limits: Limits) -> None:
    if text.count("[") + text.count("{") <= limits.depth:
        return
    depth = 0
    for match in _BRACKET.finditer(text):
        first = text[match.start()]
        depth += (first in "[{") - (first in "]}")
        if depth > limits.depth:
            raise too_deep(limits)


def _integer(text: str) -> scalars.Scalar:
    if len(text) > 20 or not -(2**63) <= int(text) < 2**64:
        return _float(text)
    return int(text)


def _float(text: str) -> scalars.Scalar:
    return scalars.as_json(float(text))


def _constant(text: str) -> Any:
    raise ValueError(f"{text} is not JSON")


def _mended(value: Any) -> Any:
    """The value with half surrogate pairs replaced, as Go does: they are no characters."""
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    return value
