"""A Rollout as the controller of Argo Rollouts reads it."""

from collections.abc import Iterable, Iterator
from typing import Any

from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping
from manifestlint.rulekit import Fault, Pointer, Problem

KIND = "Rollout"
CANARY: Pointer = ("spec", "strategy", "canary")
BLUE_GREEN: Pointer = ("spec", "strategy", "blueGreen")


def is_rollout(resource: Resource) -> bool:
    """Whether this is a Rollout of Argo Rollouts."""
    return resource.id.group == ARGOCD_GROUP


def canary(resource: Resource) -> dict[str, Any]:
    """The canary strategy; empty where there is none."""
    return mapping(resource.get(*CANARY)) if is_rollout(resource) else {}


def halts(resource: Resource, faults: Iterable[Fault]) -> Iterator[Problem]:
    """A problem for each fault: the object is stored, and then the controller marks it as invalid."""
    for reason, place, *_ in faults:
        yield Problem(f"{resource.id}: {reason}; Argo Rollouts stops with InvalidSpec", at=place)
