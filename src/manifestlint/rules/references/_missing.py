"""Names that nothing in the destination answers to."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.bundle import Bundle
from manifestlint.model.destination import Landing
from manifestlint.model.facts import Facts
from manifestlint.model.references import Reference
from manifestlint.rulekit import At, Problem, Related

_NAME = At(("metadata", "name"))


@dataclass(frozen=True, slots=True)
class Missing:
    """A reference to an object that nothing brings, and the namespace in which it is looked for."""

    bundle: Bundle
    facts: Facts
    reference: Reference
    namespace: str

    @property
    def is_managed(self) -> bool:
        """Whether objects of the kind are written down where this one is looked for.

        Of plain files that no Application applies, only those of the same folder are sure to belong together.
        """
        return any(self._beside())

    @property
    def is_expected(self) -> bool:
        """Whether it should be here: an Application's objects are complete, others where they are managed."""
        return self.bundle.application is not None or self.is_managed

    @property
    def is_managed_here(self) -> bool:
        """The same for what comes with many things besides: the own bundle has objects of the kind."""
        return any(each.bundle.name == self.bundle.name for each in self._beside())

    @property
    def is_evident(self) -> bool:
        """Whether something here speaks for a mistake, where such objects are often made by other means."""
        return self.is_managed or (self.bundle.application is not None and bool(self._elsewhere))

    @property
    def _elsewhere(self) -> list[Landing]:
        found = self.bundle.destination.elsewhere(self.reference.kind, self.namespace, self.reference.name)
        return [each for each in found if not each.is_made]

    def _beside(self) -> Iterator[Landing]:
        own = (self.bundle.name, _folder(self.facts))
        for each in self.bundle.destination.brings(self.reference.kind, self.namespace):
            if self.bundle.application is not None or (each.bundle.name, _folder(each.facts)) == own:
                yield each

    def problem(self, consequence: str) -> Problem:
        """What is missing and what comes of it, with what was probably meant."""
        reference, others = self.reference, self._elsewhere
        meant = self.bundle.destination.close_to(reference.kind, self.namespace, reference.name)
        hint = ""
        if others:
            hint = f"; there is one in namespace {others[0].namespace}"
        elif meant:
            hint = f'; did you mean "{meant}"?'
        where = f" in namespace {self.namespace}" if self.namespace else ""
        what = f"{reference.kind} {reference.name}{where}"
        return Problem(
            f"{self.facts.id}: nothing brings {what}, so {consequence}{hint}",
            at=At(reference.pointer),
            resource=self.facts.ref,
            related=tuple(Related("the one over there", _NAME, each.facts.ref) for each in others[:1]),
        )


def missing(bundle: Bundle, *kinds: str, optional: bool = False) -> Iterator[Missing]:
    """The objects of some kinds that a bundle's members name and nothing brings, each once per member.

    Silent where something is applied to the same place that is not known here, and for what the object can do
    without unless `optional` asks for that too.
    """
    for facts in bundle.members:
        told = set()
        for reference in facts.references:
            if reference.kind not in kinds or (reference.optional and not optional):
                continue
            namespace = sought_in(bundle, facts, reference)
            sought = (reference.kind, namespace, reference.name)
            if sought in told or bundle.destination.exists(*sought):
                continue
            told.add(sought)
            if bundle.destination.is_known(namespace):
                yield Missing(bundle, facts, reference, namespace)


def sought_in(bundle: Bundle, facts: Facts, reference: Reference) -> str:
    """The namespace in which a reference's object is looked for; empty where its kind has none."""
    if bundle.has_namespace(reference.group, reference.kind) is False:
        return ""
    return reference.namespace or bundle.namespace_of(facts)


def _folder(facts: Facts) -> str:
    return facts.ref.origin.path.rpartition("/")[0]


def the_one(bundle: Bundle, facts: Facts, reference: Reference) -> Facts | None:
    """The object that a reference means; None where it is missing, made by a controller, or not the only one.

    A namespace that nobody says is no other: without one, an object of the own bundle is meant.
    """
    namespace = sought_in(bundle, facts, reference)
    found = bundle.destination.find(reference.kind, namespace, reference.name)
    if len(found) != 1 or found[0].is_made:
        return None
    one = found[0].facts
    return one if one.id.group == reference.group and found[0].namespace == namespace else None
