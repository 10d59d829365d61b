"""Texts that the API server decodes, and refuses where it cannot."""

import base64
import binascii
import re
from datetime import date

_RFC_3339 = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d([.,]\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)


def is_date_time(text: str) -> bool:
    """Whether Go's `time.Parse(time.RFC3339, ...)` takes it, which reads every `metav1.Time`."""
    match = _RFC_3339.fullmatch(text)
    if match is None:
        return False
    year, month, day = map(int, match.groups()[:3])
    try:
        date(year or 4, month, day)  # Go counts from the year 0, which is a leap year as 4 is
    except ValueError:
        return False
    return True


def is_base64(text: str) -> bool:
    """Whether Go's `base64.StdEncoding` takes it, which reads every `[]byte`: padded, or with line breaks."""
    try:
        base64.b64decode(text.replace("\r", "").replace("\n", ""), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


FORMATS = {"date-time": is_date_time, "byte": is_base64}
"""By the name that a schema uses. Other formats in published schemas are ranges of numbers."""
