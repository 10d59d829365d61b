"""Objects that one Application hands to another."""

from dataclasses import dataclass

from manifestlint.argocd.application import Application, read_application
from manifestlint.model.transition import Side, Transition
from manifestlint.rulekit import Problem, Related
from manifestlint.rules.transitions._data import lost_data
from manifestlint.rules.transitions._fate import Fate, after, application_of, fate_of, is_guarded
from manifestlint.rules.transitions._leaving import NAME


@dataclass(frozen=True, slots=True)
class Handed:
    """An object on its way, which the one that gives it away would prune."""

    old: Side
    new: Side
    giver: Application
    taker: Application

    def problem(self, consequence: str) -> Problem:
        """Who gives it to whom, and what comes of it where the giver is faster."""
        message = (
            f"{self.new.id}: moves from Application {self.giver.name} to {self.taker.name}; "
            f"where the first syncs before the second, {consequence}"
        )
        return Problem(message, at=NAME, related=(Related("where it was", NAME, self.old.ref),))

    @property
    def loss(self) -> str:
        """What no sync brings back; empty where all comes again."""
        id = self.old.id
        if (id.group, id.kind) == ("", "Namespace"):
            return "everything in it is deleted"
        if self.old.facts.defines is not None:
            return f"all objects of kind {self.old.facts.defines[1]} are deleted"
        application = read_application(self.old.resource)
        if application and application.deletes_its_objects:
            return "it is deleted, and all its objects with it"
        return lost_data(self.old)


def handed(transition: Transition) -> Handed | None:
    """The object that changes hands and is pruned on the way; None where it is safe, or nobody can say.

    An Application that is gone is told as such.
    """
    both = transition.both
    if both is None or not transition.is_handed_over or both[0].facts.generated:
        return None
    old, new = both
    now, taker = after(transition.change, old.bundle), application_of(new.bundle)
    giver = application_of(now) if now and now.cluster == old.bundle.cluster else None
    if now is None or giver is None or taker is None or is_guarded(now, giver):
        return None
    return Handed(old, new, giver, taker) if fate_of(old, giver) is Fate.PRUNED else None
