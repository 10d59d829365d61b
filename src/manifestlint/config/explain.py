"""Why a PolicySet does not fit its schema, in plain words. Imported only when one does not."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from manifestlint.config.formats import FAULTS, is_well_formed
from manifestlint.config.mistakes import (
    Mistake,
    RulePlace,
    Written,
    did_you_mean,
    known_are,
    rule_place,
    subject,
    unknown_rule,
    value_in_words,
)
from manifestlint.config.schema import Schema
from manifestlint.core.place import At, Pointer
from manifestlint.core.words import enumerated

_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "a mapping",
    "string": "a text",
}
_SETTINGS = ["off", "on", "error", "warning", "info"]


def explain(document: Any, schema: Schema, written: Written) -> list[Mistake]:
    """Every mistake in the document, each once."""
    validator = Draft202012Validator(schema, format_checker=_format_checker())
    found: dict[Mistake, None] = {}
    for error in validator.iter_errors(document):
        for leaf in _leaves(error):
            found.update(dict.fromkeys(_mistakes(leaf, schema, written)))
    return list(found)


def _format_checker() -> FormatChecker:
    checker = FormatChecker(formats=())
    for form in FAULTS:
        checker.checks(form)(is_well_formed(form))
    return checker


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    branch = _meant_branch(error) if error.validator == "anyOf" else None
    if branch is None:
        yield error
        return
    for inner in branch:
        yield from _leaves(inner)


def _meant_branch(error: ValidationError) -> list[ValidationError] | None:
    """The errors of the alternative that the value has the shape of."""
    branches = defaultdict(list)
    for inner in error.context or ():
        branches[inner.schema_path[0]].append(inner)
    for branch in branches.values():
        if not any(not inner.path and inner.validator in {"type", "enum", "required"} for inner in branch):
            return branch
    return None


def _mistakes(error: ValidationError, schema: Schema, written: Written) -> Iterator[Mistake]:
    path: Pointer = tuple(error.absolute_path)
    instance: Any = error.instance
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, path, schema)
        case "required":
            yield from _missing_keys(error, path)
        case "oneOf":
            if isinstance(instance, dict):  # Of anything else `type` has already spoken.
                yield _rule_or_failure(path, instance)
        case "anyOf" if rule_place(path) is None:
            message = 'this override changes nothing; it needs "rules" or "kubernetesVersion"'
            yield Mistake(message, At(path, on="key"))
        case "minItems" | "minProperties":
            message = f"{subject(path)} is empty, so it would mean everything; say what is meant"
            yield Mistake(message, At(path, on="key"))
        case _:
            yield Mistake(_wrong_value(error, path, written), At(path))


def _unknown_keys(error: ValidationError, path: Pointer, schema: Schema) -> Iterator[Mistake]:
    here: Any = error.schema
    instance: Any = error.instance
    for key in instance:
        if key not in here["properties"]:
            yield Mistake(_unknown_key(path, key, here, schema), At((*path, key), on="key"))


def _missing_keys(error: ValidationError, path: Pointer) -> Iterator[Mistake]:
    required: Any = error.validator_value
    instance: Any = error.instance
    for key in required:
        if key not in instance:
            reason = "this exception has no reason; say why it is right"
            yield Mistake(
                reason if key == "reason" else f'{subject(path)} has no "{key}"', At(path, on="key")
            )


def _unknown_key(path: Pointer, key: str, here: Schema, schema: Schema) -> str:
    known = here["properties"]
    place = rule_place((*path, key))
    if place is not None:
        return _unknown_in_rules(place, key, known)
    if not path and key in schema["properties"]["spec"]["properties"]:
        return f'"{key}" belongs below "spec"'
    return f'unknown key "{key}" in {subject(path)}; {did_you_mean(key, known, known_are(known))}'


def _unknown_in_rules(place: RulePlace, key: str, known: Schema) -> str:
    match place.rest:
        case ():
            return unknown_rule(key, known)
        case ("options", _):
            way_out = did_you_mean(key, known, known_are(known, "its options are"))
            return f'rule {place.rule} has no option "{key}"; {way_out}'
        case ("options",):
            return f"rule {place.rule} has no options"
    if key in known.get("options", {}).get("properties", ()):
        return f'"{key}" is an option of rule {place.rule} and belongs below "options"'
    return f'unknown key "{key}" in rule {place.rule}; {did_you_mean(key, known, known_are(known))}'


def _rule_or_failure(path: Pointer, exception: Any) -> Mistake:
    if "rule" in exception:
        message = "this exception names both a rule and a failure; write one exception for each"
        return Mistake(message, At((*path, "failure"), on="key"))
    message = "this exception names neither a rule nor a failure, so it lets nothing pass"
    return Mistake(message, At(path, on="key"))


def _wrong_value(error: ValidationError, path: Pointer, written: Written) -> str:
    value: Any = error.instance
    keyword: Any = error.validator_value
    match error.validator:
        case "format":
            return f"{subject(path)}: {value_in_words(value)} {FAULTS[keyword](value)}"
        case "pattern":
            return _wrong_text(path, value)
        case "type":
            return _wrong_type(error, path, written(path))
        case "enum":
            return _wrong_choice(path, value, keyword)
        case "anyOf":
            return _no_setting(path, value)
    way_out = f'; write "{keyword}"' if error.validator == "const" else ""
    return f"{subject(path)} is {value_in_words(value)}{way_out}"


def _wrong_text(path: Pointer, value: str) -> str:
    if path[-1] == "reason":
        return "the reason of this exception is blank; say why it is right"
    example = "3.1" if path[-2:] == ("argocd", "version") else "1.35"
    return f'{subject(path)} is {value_in_words(value)}; write major and minor version, such as "{example}"'


def _wrong_type(error: ValidationError, path: Pointer, written: str) -> str:
    value: Any = error.instance
    types: Any = error.validator_value
    names = [types] if isinstance(types, str) else types
    if "string" in names and isinstance(value, bool | int | float):
        return f"{subject(path)}: {_unquoted(error, value, written or str(value))}"
    wanted = " or ".join(_TYPES[name] for name in names)
    left_out = ", or be left out" if value is None and len(path) > 1 else ""
    return f"{subject(path)} is {value_in_words(value)}; it must be {wanted}{left_out}"


def _unquoted(error: ValidationError, value: Any, written: str) -> str:
    """What to say about a text that YAML takes for something else. Quotes help if the text is right."""
    here: Any = error.schema
    fault = FAULTS[here["format"]](written) if "format" in here else None
    if fault is not None:
        return f"{written} {fault}"
    quoted = written if re.search(here.get("pattern", ""), written) else here["examples"][0]
    return f'{written} without quotes is {value_in_words(value)}; write "{quoted}"'


def _wrong_choice(path: Pointer, value: Any, choices: list[Any]) -> str:
    names = [choice for choice in choices if isinstance(choice, str)]
    if isinstance(value, str) and path[-1:] == ("rule",):
        return unknown_rule(value, names)
    otherwise = f"write {enumerated(names, 'or')}"
    way_out = did_you_mean(value, names, otherwise) if isinstance(value, str) else otherwise
    return f"{subject(path)} is {value_in_words(value)}; {way_out}"


def _no_setting(path: Pointer, value: Any) -> str:
    otherwise = f"write {', '.join(_SETTINGS)} or a mapping with severity, suppressible or options"
    way_out = did_you_mean(value, _SETTINGS, otherwise) if isinstance(value, str) else otherwise
    return f"{subject(path)} is {value_in_words(value)}; {way_out}"
