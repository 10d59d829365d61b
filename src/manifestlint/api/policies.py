"""What there is to know about PolicySets."""

from manifestlint.config.schema import Schema, policyset_schema
from manifestlint.rules import CATALOGUE


def schema() -> Schema:
    """The JSON Schema (draft 2020-12) that a PolicySet is judged by, with every rule and option."""
    return policyset_schema(CATALOGUE.infos)
