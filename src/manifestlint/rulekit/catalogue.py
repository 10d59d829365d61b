"""Every rule of a package, found by where its file lies: `<package>/<family>/<id with underscores>.py`."""

import pkgutil
from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib import import_module

from manifestlint.core.rule import RuleInfo, Scope
from manifestlint.rulekit.rule import Rule


class Catalogue:
    """The rules below a package. Nothing is imported before it is asked for."""

    def __init__(self, package: str, path: Iterable[str]) -> None:
        self._package = package
        self._path = list(path)

    @cached_property
    def modules(self) -> dict[str, str]:
        """Rule id to module name, in alphabetical order of family and id."""
        return dict(self._walk())

    def _walk(self) -> Iterator[tuple[str, str]]:
        for family in sorted(pkgutil.iter_modules(self._path), key=lambda module: module.name):
            path = [f"{folder}/{family.name}" for folder in self._path]
            for module in sorted(pkgutil.iter_modules(path), key=lambda module: module.name):
                if not module.name.startswith("_"):
                    name = f"{self._package}.{family.name}.{module.name}"
                    yield module.name.replace("_", "-"), name

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """All rules by id."""
        return {id: self._load(id, module) for id, module in self.modules.items()}

    def _load(self, id: str, module: str) -> Rule:
        rule = getattr(import_module(module), id.replace("-", "_"), None)
        if not isinstance(rule, Rule) or rule.id != id:
            raise TypeError(f"{module} must define the rule {id}")
        return rule

    @property
    def infos(self) -> dict[str, RuleInfo]:
        """The metadata of all rules by id."""
        return {id: rule.info for id, rule in self.rules.items()}

    def of_scope(self, scope: Scope) -> tuple[Rule, ...]:
        """The rules that look at one kind of subject."""
        return tuple(rule for rule in self.rules.values() if rule.info.scope is scope)
