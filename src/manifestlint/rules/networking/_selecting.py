"""Selectors that match no pod, and what was probably meant."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.selector import Selector
from manifestlint.model.surroundings import Surroundings
from manifestlint.rulekit import At, Pointer, Problem, Related


@dataclass(frozen=True, slots=True)
class Search:
    """A search for the pods that an object selects in its own namespace."""

    bundle: Bundle
    around: Surroundings
    facts: Facts
    selector: Selector
    pointer: Pointer
    """Where the selector stands."""
    effect: str
    """What comes of it when there are none."""

    def problems(self) -> Iterator[Problem]:
        """That there are none; nothing where the manifests do not show what pods there are."""
        matching = self.around.matching(self.selector)
        if any(self.around.are_near(self.facts, workload) for workload in matching):
            return
        if matching:
            yield self._apart(matching[0])
        elif not self.around.may_hide(self.facts, self.selector):
            yield self._unlike(self.around.nearest(self.facts, self.selector))

    def _apart(self, workload: Facts) -> Problem:
        bundle = self.bundle
        here, there = bundle.namespace_of(self.facts), bundle.namespace_of(workload)
        text = f"no pod in namespace {here} has {self.selector}, so {self.effect}"
        if workload.id.namespace or bundle.application is None:
            related = Related("against this namespace", At(("metadata", "namespace")), workload.ref)
        else:
            destination = At(("spec", "destination", "namespace"))
            related = Related("against this namespace", destination, bundle.application.ref)
        return Problem(
            f"{self.facts.id}: {text}; {workload.id} runs in namespace {there}",
            at=At(self.pointer, on="key"),
            resource=self.facts.ref,
            related=(related,),
        )

    def _unlike(self, workload: Facts | None) -> Problem:
        text = f"{self.facts.id}: no pod has {self.selector}, so {self.effect}"
        if workload is None or workload.pod is None:
            return Problem(text, at=At(self.pointer, on="key"), resource=self.facts.ref)
        unmet = workload.unmet(self.selector)
        found = ", ".join(item.found(workload.pod.labels) for item in unmet)
        labels = At(workload.pod.labels_pointer, on="key")
        return Problem(
            f"{text}; {workload.id} comes nearest with {found}",
            at=At((*self.pointer, *unmet[0].pointer)),
            resource=self.facts.ref,
            related=(Related("against these labels", labels, workload.ref),),
        )
