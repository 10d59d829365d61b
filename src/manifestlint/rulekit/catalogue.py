"""Every rule of a package, and what is known of it without importing it.

The rules lie at `<package>/<family>/<id with underscores>.py`. Importing hundreds of modules costs more
than most runs, so their metadata stands in an index beside them, made of the rules themselves; a rule is
imported when there is something for it to judge. A test keeps the index true.
"""

import json
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib import import_module
from typing import Any

from manifestlint.core.fix import Safety
from manifestlint.core.rule import Example, RuleInfo, Scope
from manifestlint.core.severity import PROFILES, SEVERITIES
from manifestlint.rulekit.rule import Rule

INDEX = "index.json"
EXAMPLES = "examples.json"


class Catalogue:
    """The rules below a package, given by its name and folder."""

    def __init__(self, package: str, path: Iterable[str]) -> None:
        self._package = package
        self._path = list(path)
        self.rule = cache(self._load)

    @cached_property
    def infos(self) -> dict[str, RuleInfo]:
        """The metadata of all rules by id, ordered by family and id."""
        index = pkgutil.get_data(self._package, INDEX) or b"[]"
        return {entry["id"]: _info(entry) for entry in json.loads(index)}

    def of_scope(self, scope: Scope) -> tuple[RuleInfo, ...]:
        """The rules that look at one kind of subject."""
        return tuple(info for info in self.infos.values() if info.scope is scope)

    def example(self, id: str) -> Example:
        """What to show of a rule; read from a file of its own, which no check needs."""
        return Example(**json.loads(pkgutil.get_data(self._package, EXAMPLES) or b"{}")[id])

    def _load(self, id: str) -> Rule:
        return self._named_after(f"{self._package}.{self.infos[id].family}.{id.replace('-', '_')}")

    def make_index(self) -> str:
        """The index as it should be: all rules imported, and asked what they are."""
        return json.dumps([_entry(rule.info) for rule in self._scan()], indent=1) + "\n"

    def _scan(self) -> Iterator[Rule]:
        for family in sorted(pkgutil.iter_modules(self._path), key=lambda module: module.name):
            path = [f"{folder}/{family.name}" for folder in self._path]
            for module in sorted(pkgutil.iter_modules(path), key=lambda module: module.name):
                if module.name.startswith("_"):
                    continue
                yield self._named_after(f"{self._package}.{family.name}.{module.name}")

    @staticmethod
    def _named_after(module: str) -> Rule:
        name = module.rpartition(".")[2]
        rule = getattr(import_module(module), name, None)
        if not isinstance(rule, Rule) or rule.id != name.replace("_", "-"):
            raise TypeError(f"{module} must define the rule that it is named after")
        return rule


def _entry(info: RuleInfo) -> dict[str, Any]:
    entry = {name: getattr(info, name) for name in RuleInfo.__slots__}
    return entry | {
        "severity": info.severity.label,
        "profile": info.profile.label,
        "kinds": sorted(info.kinds),
    }


def _info(entry: dict[str, Any]) -> RuleInfo:
    return RuleInfo(
        **entry
        | {
            "severity": SEVERITIES[entry["severity"]],
            "profile": PROFILES[entry["profile"]],
            "scope": Scope(entry["scope"]),
            "kinds": frozenset(entry["kinds"]),
            "needs": tuple(entry["needs"]),
            "aliases": tuple(entry["aliases"]),
            "peers": {peer: tuple(ids) for peer, ids in entry["peers"].items()},
            "subsumes": tuple(entry["subsumes"]),
            "fix": Safety(entry["fix"]) if entry["fix"] else None,
        }
    )
