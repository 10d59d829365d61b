"""The baseline beside a PolicySet: findings that were there when the team began."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from manifestlint.model.shape import mapping, mappings, text

FILE = "baseline.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Known:
    """A finding that is known. The fingerprint decides; the rest is for people."""

    rule: str
    path: str
    resource: str
    fingerprint: str


def parse(content: bytes) -> tuple[Known, ...]:
    """The entries of a baseline.

    Raises:
        ValueError: it is no baseline of this form; the message says what to do.
    """
    try:
        data = mapping(json.loads(content))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"it is no JSON ({error}); mend it, or write it anew") from error
    entries = [
        Known(*(text(item.get(name)) for name in Known.__slots__))
        for _, item in mappings(data.get("findings"))
    ]
    whole = data.get("version") == _VERSION and isinstance(data.get("findings"), list)
    if not whole or len(entries) != len(data["findings"]) or not all(each.fingerprint for each in entries):
        raise ValueError('it has not the form that "manifestlint baseline" gives it; write it anew')
    return tuple(entries)


def render(entries: Iterable[Known]) -> str:
    """A baseline as text: one finding a line, in an order that does not depend on when they came."""
    unique = {entry.fingerprint: entry for entry in entries}.values()
    ordered = sorted(unique, key=lambda each: (each.path, each.rule, each.resource, each.fingerprint))
    lines = ["  " + json.dumps({name: getattr(entry, name) for name in Known.__slots__}) for entry in ordered]
    findings = "[\n" + ",\n".join(lines) + "\n ]" if lines else "[]"
    return f'{{\n "version": {_VERSION},\n "findings": {findings}\n}}\n'
