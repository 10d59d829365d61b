"""From the errors of the schema engine to faults that a person can mend."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from manifestlint.core.fix import Fix
from manifestlint.core.place import At, Pointer, dotted
from manifestlint.core.words import enumerated
from manifestlint.model.shape import mapping
from manifestlint.schema.branches import best_branch
from manifestlint.schema.fault import Fault
from manifestlint.schema.mend import quoting, renaming
from manifestlint.schema.misplaced import could_be, hint
from manifestlint.schema.values import VALUE_WORDS
from manifestlint.schema.wording import read_as, wanted

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

Schema = dict[str, Any]

UNKNOWN, TYPE, MISSING, VALUE = (
    "schema-field-unknown",
    "schema-type-wrong",
    "schema-field-missing",
    "schema-value-invalid",
)


def explain(schema: Schema, data: Any, errors: Iterable["ValidationError"]) -> Iterator[Fault]:
    """What the errors say, each thing once, in the order of the document."""
    teller = Teller(schema, data)
    faults = dict.fromkeys(fault for error in errors for fault in teller.tell(error))
    yield from sorted((fault for fault in faults if not teller.is_excused(fault)), key=partial(_place, data))


def subject(path: Pointer) -> str:
    """What a message is about, as its first words."""
    return dotted(path) or "this object"


def _place(data: Any, fault: Fault) -> tuple[int, ...]:
    """Where a fault stands, as the places of the keys that lead there."""
    order = []
    for part in fault.at.pointer:
        keys = list(data) if isinstance(data, dict) else None
        if isinstance(data, list) and isinstance(part, int) and part < len(data):
            order.append(part)
        elif keys is not None and part in data:
            order.append(keys.index(part))
        else:
            break
        data = data[part]
    return tuple(order)


class Teller:
    """Turns errors about one object into faults."""

    def __init__(self, schema: Schema, data: Any) -> None:
        self._schema = schema
        self._data = data
        self._missed: dict[Fault, Pointer] = {}
        self._meant: set[Pointer] = set()

    def is_excused(self, fault: Fault) -> bool:
        """Whether a field is missing only because its name is written wrong, which is told already."""
        return self._missed.get(fault) in self._meant

    def tell(self, error: "ValidationError") -> Iterator[Fault]:
        """The faults that one error stands for."""
        detail = error.kind.as_dict()
        tellers: dict[str, Callable[[ValidationError, Any], Iterator[Fault]]] = {
            "additionalProperties": self._unknown,
            "unevaluatedProperties": self._unknown,
            "required": self._missing,
            "type": self._type,
            "propertyNames": self._name,
            "falseSchema": self._forbidden,
        }
        tell = tellers.get(error.kind.name)
        if tell is not None:
            yield from tell(error, detail)
        elif "context" in detail:
            yield from self._alternatives(error, detail)
        else:
            yield self._value(error, detail)

    def _here(self, error: "ValidationError") -> Schema:
        """The schema that holds the keyword which failed."""
        here: Any = self._schema
        for part in error.schema_path[:-1]:
            here = here[part]
        return here if isinstance(here, dict) else {}

    def _unknown(self, error: "ValidationError", detail: Any) -> Iterator[Fault]:
        path = tuple(error.instance_path)
        for name in detail["unexpected"]:
            meant, way_out = hint(self._schema, self._here(error), self._data, (*path, name))
            if meant is not None:
                self._meant.add((*path, meant))
            message = f"{dotted((*path, name))}: there is no such field here{way_out}"
            fix = self._renaming(error, path, name, meant) if meant else None
            yield Fault(UNKNOWN, message, At((*path, name), on="key"), fix)

    def _renaming(self, error: "ValidationError", path: Pointer, name: str, meant: str) -> Fix | None:
        siblings = mapping(error.instance)
        fits = could_be(self._schema, self._here(error), meant, siblings.get(name))
        return renaming((*path, name), meant) if fits and meant not in siblings else None

    def _forbidden(self, error: "ValidationError", _detail: Any) -> Iterator[Fault]:
        path = tuple(error.instance_path)
        on_key = bool(path) and isinstance(path[-1], str)
        yield Fault(
            UNKNOWN, f"{subject(path)}: nothing may stand here", At(path, on="key" if on_key else "value")
        )

    def _missing(self, error: "ValidationError", detail: Any) -> Iterator[Fault]:
        path = tuple(error.instance_path)
        missed = (*path, detail["property"])
        message = f"{dotted(missed)}: this field is required, and it is missing"
        fault = Fault(MISSING, message, beside(self._data, path))
        self._missed[fault] = missed
        yield fault

    def _type(self, error: "ValidationError", detail: Any) -> Iterator[Fault]:
        path = tuple(error.instance_path)
        yield _wrong_type(path, error.instance, detail["types"])

    def _name(self, error: "ValidationError", detail: Any) -> Iterator[Fault]:
        path = tuple(error.instance_path)
        inner = detail["error"]
        words = VALUE_WORDS.get(inner.kind.name, _fallback)(inner.instance, inner.kind.as_dict())
        pointer = (*path, str(inner.instance))
        yield Fault(VALUE, f"{dotted(pointer)}: the key {words or inner.message}", At(pointer, on="key"))

    def _alternatives(self, error: "ValidationError", detail: Any) -> Iterator[Fault]:
        path = tuple(error.instance_path)
        branches: list[list[ValidationError]] = detail["context"]
        if not all(branches):
            yield self._value(error, detail)
            return
        at_this_place = [
            inner.kind for branch in branches for inner in branch if tuple(inner.instance_path) == path
        ]
        one_each = all(len(branch) == 1 for branch in branches) and len(at_this_place) == len(branches)
        if one_each and all(kind.name == "type" for kind in at_this_place):
            types = dict.fromkeys(name for kind in at_this_place for name in kind.as_dict()["types"])
            yield _wrong_type(path, error.instance, types)
        elif one_each and all(kind.name == "required" for kind in at_this_place):
            names = list(dict.fromkeys(kind.as_dict()["property"] for kind in at_this_place))
            message = f"{subject(path)}: one of {enumerated(names, 'or')} is required, and none is there"
            yield Fault(MISSING, message, beside(self._data, path))
        else:
            for inner in best_branch(branches, path):
                yield from self.tell(inner)

    def _value(self, error: "ValidationError", detail: Any) -> Fault:
        path = tuple(error.instance_path)
        words = VALUE_WORDS.get(error.kind.name, _fallback)(error.instance, detail)
        return Fault(VALUE, f"{subject(path)}: {words or error.message}", At(path))


def _fallback(_value: Any, _detail: Any) -> str:
    return ""


def _wrong_type(path: Pointer, value: Any, types: Iterable[str]) -> Fault:
    verb = "is required" if value is None else "is wanted"
    types = tuple(types)
    quote = isinstance(value, bool | int | float) and "string" in types
    hint = "; put it in quotes" if quote else ""
    message = f"{subject(path)}: {read_as(value)}, {wanted(types)} {verb}{hint}"
    return Fault(TYPE, message, At(path), quoting(path, value, types))


def beside(data: Any, path: Pointer) -> At:
    """Where to point for what is missing in a mapping: its name, the key that leads to it, its first key."""
    for part in path:
        data = data[part]
    if not isinstance(data, dict) or not data:
        return At(path, on="key" if path and isinstance(path[-1], str) else "value")
    if not path:
        return At(("kind",) if "kind" in data else (next(iter(data)),))
    if isinstance(data.get("name"), str):
        return At((*path, "name"))
    if isinstance(path[-1], str):
        return At(path, on="key")
    return At((*path, next(iter(data))), on="key")
