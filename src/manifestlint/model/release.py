"""Versions as image tags spell them: which of two is the later one.

Order and parts as in Semantic Versioning 2.0.0, sections 9 to 11; a tag may have a `v` ahead, fewer or more
numbers, and a variant of the image behind (`1.27.3-alpine3.20`).
"""

import re
from dataclasses import dataclass
from functools import total_ordering

_TAG = re.compile(r"v?([0-9]{1,9}(?:\.[0-9]{1,9})+|(?<=v)[0-9]{1,9})(?:-(.+))?", re.ASCII)
_EARLY = re.compile(
    r"(alpha|beta|dev|m|milestone|pre|preview|rc|snapshot)(?:[.-]?([0-9]{1,9}))?(?:-(.+))?", re.ASCII
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Release:
    """A version; one with `early` parts, such as `rc.1`, comes before the one without."""

    numbers: tuple[int, ...]
    early: tuple[str, int] | None = None
    variant: str = ""

    def is_comparable(self, other: "Release") -> bool:
        """Whether one of the two is the later one: they name the same variant, to the same depth."""
        return self.variant == other.variant and len(self.numbers) == len(other.numbers)

    def __lt__(self, other: "Release") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[object, ...]:
        return (self.numbers, self.early is None, self.early or ())


def read_release(tag: str) -> Release | None:
    """The version that a tag names; None for names, dates without dots, and commits."""
    match = _TAG.fullmatch(tag)
    if match is None:
        return None
    numbers = tuple(map(int, match[1].split(".")))
    rest = (match[2] or "").lower()
    early = _EARLY.fullmatch(rest)
    if early is None:
        return Release(numbers, variant=rest)
    return Release(numbers, (early[1], int(early[2] or 0)), early[3] or "")
