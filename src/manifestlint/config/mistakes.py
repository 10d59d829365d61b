"""A mistake in a PolicySet, and the words that all of them are told in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from manifestlint.core.place import At, Pointer, dotted
from manifestlint.core.words import close_to, enumerated

Written = Callable[[Pointer], str]
"""The text of a scalar as it stands in the file: `1.30`, where the value is the number 1.3."""

_LONGEST_TEXT = 60
_LISTED = 8


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong and where in the document; `related` are second places of the same document."""

    message: str
    at: At
    related: tuple[tuple[str, At], ...] = ()


@dataclass(frozen=True, slots=True)
class RulePlace:
    """A place below a rule's entry in `rules`: the rule, and the way from its entry."""

    rule: str
    rest: Pointer


def rule_place(path: Pointer) -> RulePlace | None:
    """The rule whose settings a path lies in, None where it lies elsewhere."""
    match path:
        case ("spec", "rules", str(rule), *rest) | ("spec", "overrides", int(), "rules", str(rule), *rest):
            return RulePlace(rule, tuple(rest))
    return None


def subject(path: Pointer) -> str:
    """What stands at a path, as the first words of a sentence."""
    place = rule_place(path)
    if place is not None:
        return _rule_subject(place)
    match path:
        case ():
            return "this PolicySet"
        case ("spec", "exceptions", int()):
            return "this exception"
        case ("spec", "overrides", int()):
            return "this override"
        case ("spec", "external", int()):
            return "this external object"
    return dotted(path)


def _rule_subject(place: RulePlace) -> str:
    match place.rest:
        case ():
            return f"rule {place.rule}"
        case ("options", str(name), *rest):
            return f"option {dotted((name, *rest))} of rule {place.rule}"
    return f"{dotted(place.rest)} of rule {place.rule}"


def value_in_words(value: Any) -> str:
    """A value as a sentence names it."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = value if len(value) <= _LONGEST_TEXT else value[:_LONGEST_TEXT] + "..."
        return f'"{text}"' if value else "an empty text"
    if isinstance(value, int | float):
        return f"the number {value}"
    return "a list" if isinstance(value, list) else "a mapping"


def did_you_mean(name: str, names: Iterable[str], otherwise: str) -> str:
    """The way out after a name that is not known."""
    close = close_to(name, names)
    return otherwise if close is None else f'did you mean "{close}"?'


def known_are(names: Iterable[str], lead: str = "known are") -> str:
    """What there is to choose from, shortened where it is much."""
    names = list(names)
    return (
        f"{lead} {', '.join(names[:_LISTED])} ..." if len(names) > _LISTED else f"{lead} {enumerated(names)}"
    )


def unknown_rule(name: str, known: Iterable[str]) -> str:
    """What to say about a rule that there is not."""
    return f'there is no rule "{name}"; ' + did_you_mean(name, known, '"manifestlint rules list" names all')
