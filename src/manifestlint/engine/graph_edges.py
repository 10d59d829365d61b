"""References between objects, resolved: in the bundle, in another one, or nowhere in the repository."""

from collections.abc import Iterator
from dataclasses import replace

from manifestlint.core.graph import Edge
from manifestlint.core.resource import ResourceId
from manifestlint.model.bundle import Bundle
from manifestlint.model.destination import Landing
from manifestlint.model.facts import Facts
from manifestlint.model.given import is_given
from manifestlint.model.relations import Relation, Wanted, relations


def edges(bundle: Bundle) -> Iterator[Edge]:
    """The references of a bundle's members, each told once; not those to what every cluster has."""
    told = (_edge(relation, bundle) for relation in relations(bundle))
    yield from dict.fromkeys(edge for edge in told if edge is not None)


def _edge(relation: Relation, bundle: Bundle) -> Edge | None:
    source, target = landed(relation.source, bundle), relation.target
    if isinstance(target, Facts):
        return Edge(source, landed(target, bundle), relation.verb)
    return _to(source, relation.verb, target, bundle)


def _to(source: ResourceId, verb: str, wanted: Wanted, bundle: Bundle) -> Edge | None:
    """An edge to what has a name: in its own bundle, else another Application's, else what none applies."""

    def order(landing: Landing) -> tuple[bool, bool, bool]:
        home = landing.bundle
        return home.name != bundle.name, home.application is None, landing.is_made

    found = bundle.destination.find(wanted.kind, wanted.namespace, wanted.name)
    fitting = [landing for landing in found if landing.is_made or wanted.is_met_by(landing.facts)]
    for landing in sorted(fitting, key=order):
        home = landing.bundle
        words = f"{verb} the {wanted.kind} of" if landing.is_made else verb
        applied_by = "" if home.name == bundle.name else home.name
        target = landed(landing.facts, home)
        return Edge(source, target, words, optional=wanted.optional, applied_by=applied_by)
    if is_given(wanted.kind, wanted.namespace, wanted.name):
        return None
    missing = ResourceId(wanted.group or "", "", wanted.kind, wanted.namespace, wanted.name)
    return Edge(source, missing, verb, found=False, optional=wanted.optional)


def landed(facts: Facts, bundle: Bundle) -> ResourceId:
    """The object with the namespace in which it lands."""
    return replace(facts.id, namespace=bundle.namespace_of(facts))
