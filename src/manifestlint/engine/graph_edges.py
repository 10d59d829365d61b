"""References between objects, resolved: in the bundle, in another one, or nowhere in the repository."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from manifestlint.argocd.application import read_destination
from manifestlint.core.graph import Edge
from manifestlint.core.resource import ResourceId
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.relations import Relation, Wanted, relations

_Key = tuple[str, str, str]


class Neighbours:
    """Every object by kind, namespace and name, with the bundle that applies it."""

    def __init__(self, bundles: Iterable[Bundle]) -> None:
        self._found: dict[_Key, list[tuple[Bundle, Facts]]] = {}
        for bundle in bundles:
            for facts in bundle.members:
                key = facts.id.kind, bundle.namespace_of(facts), facts.id.name
                self._found.setdefault(key, []).append((bundle, facts))

    def edges(self, bundle: Bundle) -> Iterator[Edge]:
        """The references of a bundle's members, each told once."""
        edges = dict.fromkeys(self._edge(relation, bundle) for relation in relations(bundle))
        yield from edges

    def _edge(self, relation: Relation, bundle: Bundle) -> Edge:
        source = _landed(relation.source, bundle)
        target = relation.target
        if isinstance(target, Facts):
            return Edge(source, _landed(target, bundle), relation.verb)
        for home, facts in self._candidates(target, bundle):
            applied_by = "" if home is bundle else home.name
            return Edge(source, _landed(facts, home), relation.verb, applied_by=applied_by)
        missing = ResourceId(target.group or "", "", target.kind, target.namespace, target.name)
        return Edge(source, missing, relation.verb, found=False)

    def _candidates(self, wanted: Wanted, bundle: Bundle) -> list[tuple[Bundle, Facts]]:
        """Its own bundle first, then those that land in the same cluster."""
        known = self._found.get((wanted.kind, wanted.namespace, wanted.name), ())
        met = [
            (home, facts)
            for home, facts in known
            if wanted.is_met_by(facts) and (home is bundle or _cluster(home) == _cluster(bundle))
        ]
        return sorted(met, key=lambda item: item[0] is not bundle)


def _cluster(bundle: Bundle) -> str:
    """The destination of an Application; files that none applies belong together."""
    declared = bundle.application.declaration if bundle.application else None
    destination = read_destination(declared.get("spec", "destination") if declared else None)
    return destination.server or destination.name


def _landed(facts: Facts, bundle: Bundle) -> ResourceId:
    return replace(facts.id, namespace=bundle.namespace_of(facts))
