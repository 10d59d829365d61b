"""Is this a valid PolicySet? One schema decides: a fast engine asks it, a talkative one explains."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from manifestlint.config.coherence import incoherences
from manifestlint.config.formats import FAULTS, is_well_formed
from manifestlint.config.mistakes import Mistake, Written
from manifestlint.config.schema import Schema, policyset_schema
from manifestlint.core.place import At
from manifestlint.core.rule import RuleInfo
from manifestlint.core.words import printable

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator


class Validator:
    """The schema for the known rules, built and compiled once."""

    def __init__(self, known: Mapping[str, RuleInfo]) -> None:
        self.known = known

    @cached_property
    def schema(self) -> Schema:
        """The schema that decides."""
        return policyset_schema(self.known)

    @cached_property
    def _fast(self) -> "Draft202012Validator":
        from jsonschema_rs import Draft202012Validator

        formats = {form: is_well_formed(form) for form in FAULTS}
        return Draft202012Validator(self.schema, formats=formats, validate_formats=True)

    def accepts(self, document: Any) -> bool:
        """Whether the schema holds for a document."""
        try:
            return self._fast.is_valid(document)
        except ValueError:  # A text that is no Unicode, or a key that is no text.
            return False

    def mistakes(self, document: Any, written: Written) -> list[Mistake]:
        """Everything that is wrong with a document: what the schema says, and what it cannot say."""
        found = [] if self.accepts(document) else self._explained(document, written)
        found += incoherences(document, self.known)
        return [replace(mistake, message=printable(mistake.message)) for mistake in found]

    def _explained(self, document: Any, written: Written) -> list[Mistake]:
        from manifestlint.config.explain import explain

        return explain(document, self.schema, written) or self._unexplained(document)

    def _unexplained(self, document: Any) -> list[Mistake]:
        """Only reached by values that the two engines see differently, so that none passes in silence."""
        try:
            return [
                Mistake(error.message, At(tuple(error.instance_path)))
                for error in self._fast.iter_errors(document)
            ]
        except ValueError as error:
            return [Mistake(f"this PolicySet cannot be validated: {error}", At())]
