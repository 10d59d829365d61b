"""Durations as Go writes them: `30s`, `1h30m`, `-1.5h`, `0`."""

import re

_UNITS = "ns|us|\u00b5s|\u03bcs|ms|s|m|h"
_DURATION = re.compile(rf"[-+]?(?:0|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:{_UNITS}))+)")


def is_duration(text: str) -> bool:
    """Whether Go's `time.ParseDuration` takes it; a day (`1d`) is none."""
    return bool(_DURATION.fullmatch(text))
