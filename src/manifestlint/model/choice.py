"""Fields that take one of a few words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.shape import dig, text


@dataclass(frozen=True, slots=True)
class Stranger:
    """A word that its field does not know."""

    pointer: Pointer
    word: str
    known: tuple[str, ...]

    @property
    def meant(self) -> str | None:
        """The known word that differs from it in upper and lower case only."""
        return next((word for word in self.known if word.lower() == self.word.lower()), None)

    def __str__(self) -> str:
        hint = f' (did you mean "{self.meant}"?)' if self.meant else ""
        field = next(part for part in reversed(self.pointer) if isinstance(part, str))
        one_of = "one of " if len(self.known) > 1 else ""
        return f'{field} "{self.word}" is not {one_of}{", ".join(self.known)}{hint}'


def stranger(data: Any, path: Pointer, known: Iterable[str]) -> Stranger | None:
    """What stands at the path, if it is a word that is not known; an empty one counts as left out."""
    word, known = text(dig(data, *path)), tuple(known)
    return Stranger(path, word, known) if word and word not in known else None


def strangers(data: Any, fields: Mapping[Pointer, Iterable[str]]) -> Iterator[Stranger]:
    """The words at these paths that are not known."""
    for path, known in fields.items():
        found = stranger(data, path, known)
        if found:
            yield found
