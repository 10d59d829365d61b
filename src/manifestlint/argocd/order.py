"""The order in which Argo CD applies and prunes objects: phase, wave, kind, name.

Source: gitops-engine `pkg/sync/sync_tasks.go`, `sync_context.go`, `sync_phase.go` and `syncwaves/waves.go`,
as in Argo CD v3.1.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from manifestlint.argocd.annotations import (
    HELM_HOOK,
    HELM_HOOK_WEIGHT,
    HOOK,
    SYNC_WAVE,
    has_sync_option,
    listed,
    read_annotations,
)
from manifestlint.argocd.numbers import atoi
from manifestlint.model.facts import Facts
from manifestlint.model.resource import Resource
from manifestlint.model.shape import text

_SKIP = "Skip"
PRUNE_LAST = "PruneLast=true"


class Phase(StrEnum):
    """When an object is applied; the members of a sync stand in the order in which they come."""

    PRE_SYNC = "PreSync"
    SYNC = "Sync"
    POST_SYNC = "PostSync"
    SYNC_FAIL = "SyncFail"
    PRE_DELETE = "PreDelete"
    POST_DELETE = "PostDelete"


_SYNC_PHASES = (Phase.PRE_SYNC, Phase.SYNC, Phase.POST_SYNC, Phase.SYNC_FAIL)
_HELM = {
    "pre-install": Phase.PRE_SYNC,
    "pre-upgrade": Phase.PRE_SYNC,
    "post-upgrade": Phase.POST_SYNC,
    "post-install": Phase.POST_SYNC,
}
_ON_DELETION = {
    (HOOK, "PreDelete"): Phase.PRE_DELETE,
    (HOOK, "PostDelete"): Phase.POST_DELETE,
    (HELM_HOOK, "pre-delete"): Phase.PRE_DELETE,
    (HELM_HOOK, "post-delete"): Phase.POST_DELETE,
}
_KINDS = (
    "Namespace",
    "NetworkPolicy",
    "ResourceQuota",
    "LimitRange",
    "PodSecurityPolicy",
    "PodDisruptionBudget",
    "ServiceAccount",
    "Secret",
    "SecretList",
    "ConfigMap",
    "StorageClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "CustomResourceDefinition",
    "ClusterRole",
    "ClusterRoleList",
    "ClusterRoleBinding",
    "ClusterRoleBindingList",
    "Role",
    "RoleList",
    "RoleBinding",
    "RoleBindingList",
    "Service",
    "DaemonSet",
    "Pod",
    "ReplicationController",
    "ReplicaSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "StatefulSet",
    "Job",
    "CronJob",
    "IngressClass",
    "Ingress",
    "APIService",
)
_KIND_ORDER = {kind: number for number, kind in enumerate(_KINDS, -len(_KINDS))}
"""All below zero, so that every other kind, custom ones above all, comes after them."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is applied together: Argo CD waits until it is healthy before it takes the next step."""

    phase: Phase
    wave: int
    resources: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class PruneStep:
    """What is deleted in one wave of a sync, before that wave's objects are applied."""

    wave: int
    resources: tuple[Resource, ...]


@dataclass(slots=True)
class _Task:
    resource: Resource
    phase: Phase
    wave: int

    @property
    def key(self) -> tuple[int, int, int, str]:
        id = self.resource.id
        return _SYNC_PHASES.index(self.phase), self.wave, _KIND_ORDER.get(id.kind, 0), id.name


def is_hook(resource: Resource) -> bool:
    """Whether Argo CD treats an object as a hook, be it one that is never run.

    Any value of its own annotation makes one, but `Skip` alone; Helm's annotation does unless it is
    `crd-install` (gitops-engine `pkg/sync/hook/hook.go`, `IsHook`).
    """
    annotations = read_annotations(resource)
    if HOOK in annotations:
        return not is_skipped(resource)
    return annotations.get(HELM_HOOK, "crd-install") != "crd-install"


def is_skipped(resource: Resource) -> bool:
    """Whether an object says that it is not to be applied: `Skip`, and no other hook beside it."""
    return _hooks(read_annotations(resource)) == (_SKIP,)


def phases(resource: Resource) -> tuple[Phase, ...]:
    """When an object is applied; nothing where it never is.

    A hook without a phase that Argo CD knows is never applied, and no part of the target either, so a live
    copy is pruned (gitops-engine `pkg/sync/ignore/ignore.go`, `reconcile.go`). Hooks of a deletion run when
    the Application goes (Argo CD `controller/hook.go`; `PreDelete` since v3.3); they must stand alone.
    """
    annotations = read_annotations(resource)
    if not is_hook(resource):
        return () if is_skipped(resource) else (Phase.SYNC,)
    found = set(_hooks(annotations)) - {_SKIP}
    during = tuple(phase for phase in _SYNC_PHASES if phase in found)
    deletion = (phase for (key, value), phase in _ON_DELETION.items() if annotations.get(key) == value)
    return (*during, *dict.fromkeys(deletion))


def wave(resource: Resource) -> int:
    """The wave: the annotation if it is an integer, else Helm's weight if that is one, else 0."""
    annotations = read_annotations(resource)
    for key in (SYNC_WAVE, HELM_HOOK_WEIGHT):
        number = atoi(annotations.get(key, ""))
        if number is not None:
            return number
    return 0


def sync_order(resources: Iterable[Resource], namespace: str = "") -> tuple[Step, ...]:
    """The steps of a sync; `namespace` is the destination's, where objects without one land.

    A Namespace or CustomResourceDefinition is moved before the first object that needs it, into that
    object's phase and wave, whatever its own are (`sync_tasks.go`, `adjustDeps`). Of the steps after
    `PostSync`, those of `SyncFail` run only when the sync fails; hooks of a deletion are left out.
    """
    tasks = [
        _Task(resource, phase, wave(resource))
        for resource in resources
        for phase in phases(resource)
        if phase in _SYNC_PHASES
    ]
    tasks.sort(key=lambda task: task.key)
    _pull_forward(tasks, _namespace, lambda resource: resource.id.namespace or namespace)
    _pull_forward(tasks, _defined_kind, lambda resource: f"{resource.id.group}/{resource.id.kind}")
    steps: list[Step] = []
    for task in tasks:
        if steps and (steps[-1].phase, steps[-1].wave) == (task.phase, task.wave):
            steps[-1] = Step(task.phase, task.wave, (*steps[-1].resources, task.resource))
        else:
            steps.append(Step(task.phase, task.wave, (task.resource,)))
    return tuple(steps)


def shell(facts: Facts) -> Resource:
    """What the order of a sync depends on, as an object."""
    group, kind = facts.defines or ("", "")
    spec = {"group": group, "names": {"kind": kind}} if facts.defines else {}
    data = {"metadata": {"annotations": dict(facts.annotations)}, "spec": spec}
    return Resource(facts.id, facts.ref.origin, data)


def prune_order(
    pruned: Iterable[Resource], synced: Iterable[Resource] = (), *, prune_last: bool = False
) -> tuple[PruneStep, ...]:
    """The waves in which objects that left the target are deleted, in the phase `Sync`.

    Their waves are mirrored: what is in the last of them goes in the first. What is to be pruned last goes
    one wave behind all others, at the least in wave 1. Within a wave all are deleted at once
    (`sync_context.go`, `getSyncTasks` and `runTasks`).
    """
    pruned = [resource for resource in pruned if phases(resource)[:1] == (Phase.SYNC,)]
    waves = sorted({wave(resource) for resource in pruned})
    mirrored = dict(zip(waves, reversed(waves), strict=True))
    applied = [wave(item) for item in synced if Phase.SYNC in phases(item)]
    last = max([0, *applied, *waves]) + 1
    steps: dict[int, list[Resource]] = {}
    for resource in pruned:
        at_last = prune_last or has_sync_option(resource, PRUNE_LAST)
        steps.setdefault(last if at_last else mirrored[wave(resource)], []).append(resource)
    return tuple(PruneStep(number, tuple(steps[number])) for number in sorted(steps))


def _hooks(annotations: dict[str, str]) -> tuple[str, ...]:
    """The hook types that a sync knows; Helm's count only where Argo CD's own annotation names none."""
    known = (*_SYNC_PHASES, _SKIP)
    own = tuple(value for value in listed(annotations, HOOK) if value in known)
    return own or tuple(_HELM[value] for value in listed(annotations, HELM_HOOK) if value in _HELM)


def _namespace(resource: Resource) -> str:
    return resource.id.name if (resource.id.group, resource.id.kind) == ("", "Namespace") else ""


def _defined_kind(resource: Resource) -> str:
    if (resource.id.group, resource.id.kind) != ("apiextensions.k8s.io", "CustomResourceDefinition"):
        return ""
    group, kind = resource.get("spec", "group"), resource.get("spec", "names", "kind")
    return f"{group}/{kind}" if text(group) and text(kind) else ""


def _pull_forward(
    tasks: list[_Task], provides: Callable[[Resource], str], needs: Callable[[Resource], str]
) -> None:
    """Move what provides something before the first task that needs it."""
    first: dict[str, int] = {}
    for index, task in enumerate(tasks):
        provided = provides(task.resource)
        if not provided:
            first.setdefault(needs(task.resource), index)
        elif provided in first:
            target = first[provided]
            task.phase, task.wave = tasks[target].phase, tasks[target].wave
            _move(tasks, index, target)
            first = {key: at + (at >= target) for key, at in first.items()}


def _move(tasks: list[_Task], index: int, target: int) -> None:
    moved: Sequence[_Task] = [tasks.pop(index)]
    tasks[target:target] = moved
