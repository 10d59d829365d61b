"""How Argo CD brings an altered object to the API server, and what becomes of one that is refused.

Source: gitops-engine `pkg/sync/sync_context.go`, `applyObject`, as in Argo CD v3.1, and kubectl
`pkg/cmd/apply`, `pkg/cmd/replace`, v0.33.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from manifestlint.argocd.annotations import has_sync_option
from manifestlint.argocd.ignored import RESPECT, is_ignored
from manifestlint.argocd.order import is_hook, is_skipped
from manifestlint.model.resource import at
from manifestlint.model.transition import Side, Transition
from manifestlint.rulekit import Pointer, Problem, Related
from manifestlint.rules.transitions._fate import application_of

_NEVER_RECREATED = {("apiextensions.k8s.io", "CustomResourceDefinition"), ("", "Namespace")}


class Way(Enum):
    """What Argo CD does with an object that differs."""

    APPLIED = auto()
    REPLACED = auto()
    """By an update of the whole object, to which the API server says the same as to a part of it."""
    RECREATED = auto()
    """Deleted and created again."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A field that the API server does not let be changed so."""

    path: Pointer
    told: str
    """What changes there, and why it is refused where that is not plain."""


@dataclass(frozen=True, slots=True)
class Update:
    """An object that is there before and after, in one cluster, and is brought there by each sync."""

    old: Side
    new: Side
    way: Way

    def get(self, *path: str | int) -> tuple[Any, Any]:
        """What stands at a path, before and after."""
        return self.old.get(*path), self.new.get(*path)

    def problem(self, refusal: Refusal) -> Problem:
        """The refusal as a finding."""
        end = "; Replace=true does not help" if self.way is Way.REPLACED else ""
        return Problem(
            f"{self.new.id}: {refusal.told}; the API server refuses it, so the sync fails{end}",
            at=at(*refusal.path),
            related=(Related("before", at(*refusal.path), self.old.ref),),
        )


Check = Callable[[Update], Iterator[Refusal]]


def read_update(transition: Transition) -> Update | None:
    """The update; None for what is created or removed, or goes elsewhere.

    A hook is no update either: by default Argo CD deletes the one of before first.
    """
    both = transition.both
    if both is None or both[0].bundle.cluster != both[1].bundle.cluster:
        return None
    if any(is_hook(side.resource) or is_skipped(side.resource) for side in both):
        return None
    return Update(*both, _way(both[1]))


def effective(update: Update, check: Check) -> Iterator[Refusal]:
    """The refusals, but of fields that Argo CD leaves as they are in the cluster."""
    application = application_of(update.new.bundle)
    respects = application is not None and application.sync_policy.has_option(RESPECT)
    for refusal in check(update):
        ignored = application and is_ignored(application, update.new.id, update.new.namespace, refusal.path)
        if not (respects and ignored):
            yield refusal


def _way(side: Side) -> Way:
    """`Force=true` counts on the object alone, and with server-side apply it deletes nothing."""
    application = application_of(side.bundle)
    policy = application.sync_policy if application else None

    def says(option: str) -> bool:
        return has_sync_option(side.resource, option) or (policy is not None and policy.has_option(option))

    replaced = says("Replace=true")
    server_side = says("ServerSideApply=true") and not has_sync_option(side.resource, "ServerSideApply=false")
    forced = has_sync_option(side.resource, "Force=true") and (replaced or not server_side)
    if forced and (side.id.group, side.id.kind) not in _NEVER_RECREATED:
        return Way.RECREATED
    return Way.REPLACED if replaced else Way.APPLIED
