"""How Argo CD brings an altered object to the API server, and what becomes of one that is refused.

Source: gitops-engine `pkg/sync/sync_context.go`, `applyObject`, as in Argo CD v3.1, and kubectl
`pkg/cmd/apply`, `pkg/cmd/replace`, v0.33.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from manifestlint.argocd.annotations import has_sync_option
from manifestlint.argocd.ignored import RESPECT, is_ignored
from manifestlint.argocd.order import is_hook, is_skipped
from manifestlint.model.resource import at
from manifestlint.model.transition import Side, Transition
from manifestlint.rulekit import Pointer, Problem, Related
from manifestlint.rules.transitions._fate import application_of

_UPDATED = {("apiextensions.k8s.io", "CustomResourceDefinition"), ("", "Namespace")}
"""Kinds that Argo CD does not hand to `kubectl replace`, which would delete what hangs on them."""


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
    replaced: bool
    """Whether Argo CD is told to replace it whole."""

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


Check = Callable[[Update], Iterable[Refusal]]


def read_update(transition: Transition) -> Update | None:
    """The update; None for what is created or removed, or goes elsewhere.

    A hook is no update either: by default Argo CD deletes the one of before first.
    """
    both = transition.both
    if both is None or both[0].bundle.cluster != both[1].bundle.cluster:
        return None
    if any(is_hook(side.resource) or is_skipped(side.resource) for side in both):
        return None
    return Update(*both, *_way(both[1]))


def effective(update: Update, check: Check) -> list[Refusal]:
    """One refusal for each field that Argo CD does not leave as it is in the cluster."""
    application = application_of(update.new.bundle)
    respects = application is not None and application.sync_policy.has_option(RESPECT)
    by_field: dict[Pointer, list[Refusal]] = {}
    for refusal in check(update):
        path = refusal.path
        left = application and is_ignored(application, update.new.id, update.new.namespace, path)
        if not (respects and left):
            by_field.setdefault(path[:2] if path[0] == "spec" else path[:1], []).append(refusal)
    return [_summed(*refusals) for refusals in by_field.values()]


def _summed(first: Refusal, *others: Refusal) -> Refusal:
    return replace(first, told=f"{first.told}, and {len(others)} more there") if others else first


def _way(side: Side) -> tuple[Way, bool]:
    """`Force=true` counts on the object alone, and with server-side apply it deletes nothing.

    Of a CustomResourceDefinition or a Namespace that is replaced it counts for nothing, either.
    """
    application = application_of(side.bundle)
    policy = application.sync_policy if application else None

    def says(option: str) -> bool:
        return has_sync_option(side.resource, option) or (policy is not None and policy.has_option(option))

    replaced = says("Replace=true")
    server_side = says("ServerSideApply=true") and not has_sync_option(side.resource, "ServerSideApply=false")
    forced = has_sync_option(side.resource, "Force=true")
    updated = (side.id.group, side.id.kind) in _UPDATED if replaced else server_side
    if forced and not updated:
        return Way.RECREATED, replaced
    return (Way.REPLACED if replaced else Way.APPLIED), replaced
