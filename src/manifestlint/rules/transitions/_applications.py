"""Applications before and after a change, whether they are written down or generated."""

from dataclasses import dataclass

from manifestlint.argocd.application import Application
from manifestlint.core.resource import ResourceId
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.rules.argocd._bundle import declared_applications
from manifestlint.rules.transitions._fate import application_of

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """An Application, and what it applies, as far as that lies here."""

    facts: Facts
    application: Application
    bundle: Bundle | None
    set_id: ResourceId | None
    """The ApplicationSet that makes it."""

    def is_alike(self, other: "Known") -> bool:
        """Whether another one applies the same to the same place."""
        mine, its = self.application, other.application
        return (mine.sources, mine.destination) == (its.sources, its.destination)


def applications(bundles: tuple[Bundle, ...]) -> dict[Key, Known]:
    """All of them, by namespace and name."""
    applying = {each.application.ref: each for each in bundles if each.application}
    sets = {
        (facts.ref.origin.path, facts.ref.origin.document): facts.id
        for bundle in bundles
        for facts in bundle.members
        if (facts.id.group, facts.id.kind) == (ARGOCD_GROUP, "ApplicationSet")
    }
    found: dict[Key, Known] = {}
    for _, facts, application in declared_applications(bundles):
        found[_key(facts)] = Known(facts, application, applying.get(facts.ref), None)
    for bundle in bundles:
        generated, made = application_of(bundle), bundle.application
        if generated is not None and made is not None and _key(made) not in found:
            origin = made.ref.origin
            maker = sets.get((origin.path, origin.document))
            found[_key(made)] = Known(made, generated, bundle, maker)
    return found


def _key(facts: Facts) -> Key:
    return facts.id.namespace, facts.id.name
