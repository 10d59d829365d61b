"""A JSON Schema made ready to judge many objects."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from manifestlint.schema.fault import Fault
from manifestlint.schema.formats import FORMATS

Schema = dict[str, Any]


class Compiled:
    """A JSON Schema (draft 2020-12) and the validator made from it, once.

    What it refers to must lie in its own `$defs`. `formats` replaces or adds checks by name; a format that
    neither they nor JSON Schema know is not checked.
    """

    __slots__ = ("_validator", "schema")

    def __init__(self, schema: Schema, formats: Mapping[str, Callable[[str], bool]] | None = None) -> None:
        from jsonschema_rs import Draft202012Validator

        self.schema = schema
        checks = {**FORMATS, **(formats or {})}
        self._validator = Draft202012Validator(schema, validate_formats=True, formats=checks)

    def is_valid(self, data: Any) -> bool:
        """Whether there is nothing to say; much cheaper than asking for the faults."""
        return self._validator.is_valid(data)

    def faults(self, data: Any) -> Iterator[Fault]:
        """Everything that the schema says against the data, in the order of the document, each thing once."""
        if not self._validator.is_valid(data):
            from manifestlint.schema.explain import explain

            yield from explain(self.schema, data, self._validator.iter_errors(data))
