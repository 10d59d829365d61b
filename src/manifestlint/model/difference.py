"""Where two values differ."""

from collections.abc import Iterator
from typing import Any

from manifestlint.core.place import Pointer


def differences(old: Any, new: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    """The smallest places at which another value stands, one is missing, or one is new.

    Lists of another length differ as a whole, for nothing tells which item was put in or taken out.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            if key in old and key in new:
                yield from differences(old[key], new[key], (*pointer, key))
            else:
                yield (*pointer, key)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, (*pointer, index))
    elif old.__class__ is not new.__class__ or repr(old) != repr(new):  # NaN is not itself, but stays itself
        yield pointer
