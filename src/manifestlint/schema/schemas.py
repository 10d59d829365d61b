"""The one question to this package: what would the API server say about this object?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol

from manifestlint.core.place import At
from manifestlint.core.version import Minor
from manifestlint.core.words import enumerated
from manifestlint.schema.compiled import Compiled
from manifestlint.schema.fault import Fault
from manifestlint.schema.lifecycle import api_version, deprecation, published, removal
from manifestlint.schema.published import Kind
from manifestlint.schema.removals import means_another
from manifestlint.schema.serverside import server_schema
from manifestlint.schema.unknown import RULE, unknown_kind
from manifestlint.schema.versions import choose


class Checker(Protocol):
    """What judges the objects of one kind."""

    def faults(self, data: Any) -> Iterator[Fault]:
        """Everything that is wrong with an object."""
        ...


@dataclass(frozen=True, slots=True)
class _Known:
    """What holds for every object of a kind, and what judges each."""

    always: tuple[Fault, ...] = ()
    checker: Checker | None = None


class Schemas:
    """The schemas by which objects for one version of Kubernetes are judged, each made when first needed.

    Raises:
        UnknownVersion: there are no schemas of this version.
    """

    def __init__(self, version: str | None = None) -> None:
        self.version = choose(version)
        self._added: dict[Kind, Callable[[], Checker]] = {}
        self._known: dict[Kind, _Known | None] = {}

    def add(self, group: str, version: str, kind: str, load: Callable[[], Checker]) -> None:
        """Judge a custom kind, too. `load` is called when its first object comes; later additions win."""
        self._added[group, version, kind] = load
        self._known.clear()

    def check(self, group: str, version: str, kind: str, data: Any) -> tuple[Fault, ...] | None:
        """What the API server would refuse in an object; None where no schema of its kind is known."""
        key = (group, version, kind)
        try:
            known = self._known[key]
        except KeyError:
            known = self._known[key] = self._look_up(key)
        if known is None:
            return None
        always = known.always
        if always and means_another(key, data):
            always = tuple(replace(fault, fix=None) for fault in always)
        return always if known.checker is None else (*always, *known.checker.faults(data))

    def _look_up(self, kind: Kind) -> _Known | None:
        if kind in published(self.version).kinds:
            outdated = deprecation(kind, self.version)
            return _Known((outdated,) if outdated else (), _compiled(self.version, kind))
        if kind in self._added:
            return _Known(checker=self._added[kind]())
        fault = removal(kind, self.version) or self._not_served(kind) or unknown_kind(kind, self.version)
        return _Known((fault,)) if fault else None

    def _not_served(self, kind: Kind) -> Fault | None:
        """A version of a custom kind that was added in others."""
        group, _, name = kind
        others = [api_version(other) for other in self._added if (other[0], other[2]) == (group, name)]
        if not others:
            return None
        message = f"apiVersion: there is no {api_version(kind)} {name}; it is {enumerated(others)}"
        return Fault(RULE, message, At(("apiVersion",)))


@cache
def _compiled(version: Minor, kind: Kind) -> Compiled:
    """The schema of a kind of Kubernetes' own, compiled once a process."""
    return Compiled(server_schema(published(version), kind))
