"""References between objects, resolved: in the bundle, in another one, or nowhere in the repository."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase

from manifestlint.argocd.application import read_destination
from manifestlint.core.graph import Edge
from manifestlint.core.resource import ResourceId
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.producers import ANYWHERE, Product
from manifestlint.model.relations import Relation, Wanted, relations

_Key = tuple[str, str, str]


class Neighbours:
    """Every object by kind, namespace and name, with the bundle that applies it."""

    def __init__(self, bundles: Iterable[Bundle]) -> None:
        self._found: dict[_Key, list[tuple[Bundle, Facts]]] = {}
        self._made: list[tuple[Bundle, Facts, Product]] = []
        for bundle in bundles:
            for facts in bundle.members:
                key = facts.id.kind, bundle.namespace_of(facts), facts.id.name
                self._found.setdefault(key, []).append((bundle, facts))
                self._made += ((bundle, facts, product) for product in facts.products)

    def edges(self, bundle: Bundle) -> Iterator[Edge]:
        """The references of a bundle's members, each told once."""
        yield from dict.fromkeys(self._edge(relation, bundle) for relation in relations(bundle))

    def _edge(self, relation: Relation, bundle: Bundle) -> Edge:
        source, target, verb = _landed(relation.source, bundle), relation.target, relation.verb
        if isinstance(target, Facts):
            return Edge(source, _landed(target, bundle), verb)
        for candidates in (self._named(target), self._producers(target)):
            # Its own bundle first, then those that land in the same cluster.
            for home, facts in sorted(candidates, key=lambda item: item[0] is not bundle):
                if home is bundle or _cluster(home) == _cluster(bundle):
                    made = facts.id.kind != target.kind
                    return Edge(
                        source,
                        _landed(facts, home),
                        f"{verb} the {target.kind} of" if made else verb,
                        optional=target.optional,
                        applied_by="" if home is bundle else home.name,
                    )
        missing = ResourceId(target.group or "", "", target.kind, target.namespace, target.name)
        return Edge(source, missing, verb, found=False, optional=target.optional)

    def _named(self, wanted: Wanted) -> list[tuple[Bundle, Facts]]:
        known = self._found.get((wanted.kind, wanted.namespace, wanted.name), ())
        return [(home, facts) for home, facts in known if wanted.is_met_by(facts)]

    def _producers(self, wanted: Wanted) -> list[tuple[Bundle, Facts]]:
        return [
            (home, facts)
            for home, facts, product in self._made
            if product.kind == wanted.kind
            and fnmatchcase(wanted.name, product.name)
            and (product.namespace or home.namespace_of(facts)) in {wanted.namespace, ANYWHERE}
        ]


def _cluster(bundle: Bundle) -> str:
    """The destination of an Application; files that none applies belong together."""
    declared = bundle.application.declaration if bundle.application else None
    destination = read_destination(declared.get("spec", "destination") if declared else None)
    return destination.server or destination.name


def _landed(facts: Facts, bundle: Bundle) -> ResourceId:
    return replace(facts.id, namespace=bundle.namespace_of(facts))
