"""What no schema can say about a PolicySet: entries that contradict or repeat each other."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from manifestlint.config.mistakes import Mistake, subject
from manifestlint.core.place import At, Pointer
from manifestlint.core.rule import RuleInfo
from manifestlint.core.words import enumerated
from manifestlint.model.shape import dig, mapping, mappings, sequence
from manifestlint.rulekit.options import NEEDED
from manifestlint.schema.versions import UnknownVersion, choose

_MINOR_VERSION = re.compile(r"\d+\.\d+", re.ASCII)


def incoherences(document: Any, known: Mapping[str, RuleInfo]) -> Iterator[Mistake]:
    """The mistakes beside the schema's. The document may be of any shape."""
    current = current_ids(known)
    for path in _rule_maps(document):
        yield from _named_twice(document, path, current)
    yield from _repeated_exceptions(document, current)
    for field in ("manifests", "schemas"):
        yield from _outside(document, ("spec", field))
    yield from _unknown_versions(document)
    yield from _silent(document, known)


def current_ids(known: Mapping[str, RuleInfo]) -> dict[str, str]:
    """The id of today for every id and every former one."""
    former = {alias: info.id for info in known.values() for alias in info.aliases}
    return former | {id: id for id in known}


def _unknown_versions(document: Any) -> Iterator[Mistake]:
    """Versions of which there are no schemas. One that is no version at all the PolicySet's schema tells."""
    overrides = [("spec", "overrides", i) for i, _ in mappings(dig(document, "spec", "overrides"))]
    for holder in (("spec",), *overrides):
        path = (*holder, "kubernetesVersion")
        version = dig(document, *path)
        if isinstance(version, str) and _MINOR_VERSION.fullmatch(version):
            try:
                choose(version)
            except UnknownVersion as error:
                yield Mistake(f"{subject(path)}: {error}", At(path))


def needed_options(info: RuleInfo) -> list[str]:
    """The options without any of which a rule says nothing."""
    properties = (info.options or {}).get("properties", {})
    return [option for option, schema in properties.items() if schema.get(NEEDED)]


def _silent(document: Any, known: Mapping[str, RuleInfo]) -> Iterator[Mistake]:
    """Rules that are switched on by name, and say nothing without an option that nobody gives."""
    settings = [mapping(dig(document, *path)) for path in _rule_maps(document)]
    for name, setting in settings[0].items():
        info = known.get(name)
        needed = needed_options(info) if info else []
        given = {key for each in settings for key in mapping(dig(each, name, "options"))}
        is_on = setting not in (False, "off") and dig(setting, "severity") not in (False, "off")
        if is_on and needed and given.isdisjoint(needed):
            options = enumerated((f'"{option}"' for option in needed), "or")
            message = f"rule {name} says nothing without its option {options}; give it, or write off"
            yield Mistake(message, At(("spec", "rules", name), on="key"))


def _rule_maps(document: Any) -> Iterator[Pointer]:
    yield ("spec", "rules")
    for index, _ in mappings(dig(document, "spec", "overrides")):
        yield ("spec", "overrides", index, "rules")


def _named_twice(document: Any, path: Pointer, current: Mapping[str, str]) -> Iterator[Mistake]:
    first: dict[str, str] = {}
    for name in mapping(dig(document, *path)):
        id = current.get(name, name)
        other = first.setdefault(id, name)
        if other != name:
            message = f'"{name}" and "{other}" are names of one rule; settle it once, as "{id}"'
            related = (f'"{other}" is here', At((*path, other), on="key"))
            yield Mistake(message, At((*path, name), on="key"), (related,))


def _repeated_exceptions(document: Any, current: Mapping[str, str]) -> Iterator[Mistake]:
    first: dict[str, Pointer] = {}
    for index, exception in mappings(dig(document, "spec", "exceptions")):
        if ("rule" in exception) == ("failure" in exception):
            continue
        path = ("spec", "exceptions", index)
        what = exception.get("rule", exception.get("failure"))
        key = repr((current.get(str(what), what), "rule" in exception, _sorted(exception.get("match"))))
        if key in first:
            message = f"a second exception for {what} with the same match"
            yield Mistake(message, At(path, on="key"), (("the first one", At(first[key], on="key")),))
        first.setdefault(key, path)


def _sorted(match: Any) -> Any:
    items = ((key, sorted(map(repr, sequence(value)))) for key, value in mapping(match).items())
    return sorted(items)


def _outside(document: Any, path: Pointer) -> Iterator[Mistake]:
    for index, entry in enumerate(sequence(dig(document, *path))):
        if isinstance(entry, str) and (entry.startswith("/") or ".." in entry.split("/")):
            place = (*path, index)
            message = f'{subject(place)} is "{entry}"; write a path below the folder that holds policies/'
            yield Mistake(message, At(place))
