"""Applications that a change deletes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from manifestlint.argocd.annotations import has_sync_option
from manifestlint.argocd.order import Phase, phases, shell
from manifestlint.core.resource import ResourceId
from manifestlint.core.words import enumerated
from manifestlint.model.facts import Facts
from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.transition import Change, Operation
from manifestlint.rulekit import Problem
from manifestlint.rules.transitions._applications import Known, applications
from manifestlint.rules.transitions._leaving import NAME, Leaving, leaving

_DEFINITION = ("apiextensions.k8s.io", "CustomResourceDefinition")
_DATA = frozenset({("", "PersistentVolumeClaim"), ("", "Namespace")})
_SET = "ApplicationSet"
_KEPT = ("Delete=false", "Delete=confirm")
_MANY = 3


@dataclass(frozen=True, slots=True)
class Departure:
    """An Application that is there no more."""

    known: Known
    left: Leaving | None
    """How its manifest left, or that of the ApplicationSet that made it."""
    maker: Facts | None
    """The ApplicationSet that no longer makes it, and stays."""
    successor: Known | None
    """A new Application that applies the same to the same place."""

    def problem(self, consequence: str) -> Problem | None:
        """Who deletes it, and what comes of that."""
        name = self.known.facts.id.name
        if self.maker is not None:
            return Problem(
                f"{self.maker.id}: it no longer makes Application {name}, so {consequence}",
                at=NAME,
                resource=self.maker.ref,
            )
        if self.left is None:
            return None
        generated = self.known.set_id is not None
        told = f"Application {name} goes too, and {consequence}" if generated else consequence
        left = self.left if self.successor is None else replace(self.left, cause="")
        return replace(left.problem(told), resource=left.side.ref)

    @property
    def taken(self) -> str:
        """What its finalizer deletes, in words."""
        bundle = self.known.bundle
        if bundle is None or bundle.partial:
            return "all that it deployed"
        objects = [facts for facts in bundle.applied if goes_along(facts)]
        data = [str(facts.id) for facts in objects if (facts.id.group, facts.id.kind) in _DATA]
        named = [*data[:_MANY], f"{len(data) - _MANY} more"] if len(data) > _MANY else data
        held = f", with all that {enumerated(named)} holds" if len(data) == 1 else ""
        held = f", with all that {enumerated(named)} hold" if len(data) > 1 else held
        return f"its {len(objects)} objects{held}" if len(objects) != 1 else f"its only object{held}"


def departures(change: Change) -> Iterator[Departure]:
    """The Applications that are deleted by the change, as far as anybody can say."""
    before, after = applications(change.before), applications(change.after)
    new = [known for key, known in after.items() if key not in before]
    left, sets = dict(_left(change)), _sets(change)
    for key, known in before.items():
        if key in after or known.set_id in change.unknown:
            continue
        goes = left.get(known.set_id or known.facts.id)
        maker = sets.get(known.set_id) if known.set_id else None
        if (goes and goes.is_deleted) or (maker and _deletes(maker)):
            yield Departure(known, goes, maker, next(filter(known.is_alike, new), None))


def _left(change: Change) -> Iterator[tuple[ResourceId, Leaving]]:
    for transition in change.transitions:
        if transition.operation is Operation.DELETE and transition.id.group == ARGOCD_GROUP:
            left = leaving(transition)
            if left is not None:
                yield transition.id, left


def _sets(change: Change) -> dict[ResourceId, Facts]:
    """The ApplicationSets that stay."""
    members = (facts for bundle in change.after for facts in bundle.members)
    return {each.id: each for each in members if (each.id.group, each.id.kind) == (ARGOCD_GROUP, _SET)}


def _deletes(maker: Facts) -> bool:
    """Whether it deletes the Applications that it no longer makes (Argo CD docs, "Controlling Resource
    Modification")."""
    policy = maker.declaration and maker.declaration.get("spec", "syncPolicy", "applicationsSync")
    return policy not in {"create-only", "create-update"}


def goes_along(facts: Facts) -> bool:
    """Whether an object goes with its Application (Argo CD `controller/appcontroller.go`,
    `shouldBeDeleted`, v3.1)."""
    resource = shell(facts)
    if phases(resource) != (Phase.SYNC,) or (facts.id.group, facts.id.kind) == _DEFINITION:
        return False
    kept = facts.annotations.get("helm.sh/resource-policy") == "keep"
    return not kept and not any(has_sync_option(resource, option) for option in _KEPT)
