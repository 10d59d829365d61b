"""Objects whole again, of which only the facts were kept."""

from manifestlint.engine.sources import Sources
from manifestlint.model.facts import Facts
from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, mapping


def load(facts: Facts, sources: Sources) -> Resource:
    """The object that facts are about, read again where it stands."""
    origin = facts.ref.origin
    rendered = sources.rendered(origin.path)
    if rendered is not None:
        return Resource(facts.id, origin, rendered[0].data)
    data = dig(sources.get(origin.path).document(origin.document).data, *origin.pointer)
    return Resource(facts.id, origin, mapping(data))
