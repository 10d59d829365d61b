"""An escape that our parser takes and Kubernetes does not."""

import re
from typing import Any

from yaml.events import DocumentEndEvent, ScalarEvent

from manifestlint.source.events import events
from manifestlint.source.values import Refused

_SLASH = re.compile(r"(?:[^\\]|\\[^/])*\\/", re.DOTALL)


def check_escapes(text: str) -> None:
    """Raises Refused where a double-quoted scalar holds `\\/`, which is an escape in JSON only."""
    next_event = events(text)
    while (event := next_event()).__class__ is not DocumentEndEvent:
        if not isinstance(event, ScalarEvent) or event.style != '"':
            continue
        if _SLASH.match(_written(text, event)):
            raise Refused("\\/ is an escape in JSON, not in YAML; write / alone", event)


def _written(text: str, event: Any) -> str:
    return text[event.start_mark.index : event.end_mark.index]
