"""What becomes of the objects that a change takes out of what is applied."""

from manifestlint.argocd.application import read_application
from manifestlint.model.facts import Facts
from manifestlint.model.transition import Change, Side, Transition
from manifestlint.rules.transitions._cause import cause_of
from manifestlint.rules.transitions._departures import departures, goes_along
from manifestlint.rules.transitions._fate import Fate, after, application_of, fate_of, is_guarded
from manifestlint.rules.transitions._leaving import leaving

Told = tuple[str, str]
"""One word for it, and what is to be known besides."""
_FATES: dict[Fate, Told] = {
    Fate.PRUNED: ("pruned", ""),
    Fate.UNKNOWN: ("removed", ""),
    Fate.CONFIRMED: ("pruned", "once somebody confirms it"),
    Fate.PROTECTED: ("left behind", "Prune=false"),
    Fate.KEPT: ("left behind", "its Application does not prune"),
}


class Fates:
    """Asks for single objects; knows which Applications go."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self._cascades = {
            gone.known.bundle.name: gone.known.application.deletes_its_objects
            for gone in departures(change)
            if gone.known.bundle
        }

    def of(self, transition: Transition) -> Told:
        """What becomes of the object that a transition removes."""
        side, left = transition.side, leaving(transition)
        if left is not None:
            return _FATES[left.fate]
        cascades = self._cascades.get(side.bundle.name)
        if cascades is None:
            return self._in_place(transition, side)
        if not cascades:
            return "left behind", "its Application goes without it"
        if goes_along(side.facts):
            return "pruned", "with its Application"
        return "left behind", "it does not go with its Application"

    def _in_place(self, transition: Transition, side: Side) -> Told:
        """Of an Application that stays."""
        now, declared = after(self._change, side.bundle), side.bundle.application
        application = application_of(now) if now else None
        if now is None and declared:
            return self._unseen(declared)
        if now is None or application is None or now.cluster != side.bundle.cluster:
            return "removed", ""
        if is_guarded(now, application):
            return "left behind", "Argo CD does not prune the last objects"
        # The version before of a generated ConfigMap or Secret goes like all others.
        return _FATES[fate_of(side, application)] if cause_of(transition, side) is None else ("removed", "")

    def _unseen(self, before: Facts) -> Told:
        """Of an Application that applies nothing that lies here."""
        key = (before.id.group, before.id.kind, before.id.name)
        for _, facts in self._change.applied.get(key, ()):
            if _sources(before) == _sources(facts):
                return "left behind", "its Application finds nothing to apply"
            return "out of sight", "its Application applies another source now"
        return "removed", ""


def _sources(declared: Facts) -> object:
    application = read_application(declared.declaration) if declared.declaration else None
    return application and application.sources
