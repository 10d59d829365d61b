"""How to mend what a schema says, where there is one way."""

import re
from collections.abc import Collection
from typing import Any

from manifestlint.core.fix import Fix, Quote, RenameKey, Safety, SetValue
from manifestlint.core.place import Pointer
from manifestlint.schema.wording import shown

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_NUMBERS = frozenset({"integer", "number"})
_SWITCHES = {"true": True, "false": False}


def quoting(path: Pointer, value: Any, types: Collection[str]) -> Fix | None:
    """Quotes where text is wanted, and none where the text says just a number or a boolean."""
    if isinstance(value, bool | int | float) and "string" in types and _NUMBERS.isdisjoint(types):
        return Fix("put it in quotes", Safety.SAFE, (Quote(path),))
    if not isinstance(value, str):
        return None
    meant: Any = None
    if "integer" in types and _WHOLE.fullmatch(value):
        meant = int(value)
    elif "boolean" in types:
        meant = _SWITCHES.get(value)
    if meant is None:
        return None
    return Fix(f"write {shown(meant)} without quotes", Safety.SAFE, (SetValue(path, meant),))


def renaming(path: Pointer, meant: str) -> Fix:
    """The name that was probably meant."""
    return Fix(f"call it {meant}", Safety.UNSAFE, (RenameKey(path, meant),))
