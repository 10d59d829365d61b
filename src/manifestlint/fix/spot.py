"""Finds the places that an edit speaks of, as far as they belong to it alone."""

from dataclasses import dataclass

from manifestlint.core.place import Pointer
from manifestlint.source.places import Pair, Place


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, and how it hangs in what is around it."""

    place: Place
    parent: "Spot | None" = None
    index: int = 0
    """Which of the parent's pairs or items it is."""

    @property
    def pair(self) -> Pair | None:
        """The pair whose value it is."""
        pairs = self.parent.place.pairs if self.parent else None
        return pairs[self.index] if pairs else None

    @property
    def key(self) -> Place | None:
        """Its key."""
        return self.pair.key_place if self.pair else None


def find(root: Place, pointer: Pointer) -> Spot | None:
    """Where a pointer leads; None where the way goes through an alias or a merge, or ends early."""
    spot = Spot(root)
    for part in pointer:
        if spot.place.target is not None:
            return None
        index = _index(spot.place, part)
        if index is None:
            return None
        entries = spot.place.items if isinstance(part, int) else spot.place.pairs
        entry = (entries or [])[index]
        spot = Spot(entry.value if isinstance(entry, Pair) else entry, spot, index)
    return spot


def _index(place: Place, part: str | int) -> int | None:
    if isinstance(part, int):
        return part if 0 <= part < len(place.items or ()) else None
    pairs = place.pairs or ()
    found = [index for index, pair in enumerate(pairs) if pair.key == part]
    return found[-1] if found else None
