"""The sync policy of an Argo CD Application."""

from typing import Any

from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource, at, key
from manifestlint.rulekit import At, Pointer

AUTOMATED: Pointer = ("spec", "syncPolicy", "automated")


def is_application(resource: Resource) -> bool:
    """Whether this is Argo CD's Application, and not that of somebody else."""
    return resource.id.group == ARGOCD_GROUP


def automation(resource: Resource) -> dict[str, Any] | None:
    """What is written below `automated`; None where automated sync is off.

    An empty mapping switches it on, null does not, and `enabled: false` switches it off (Argo CD
    `pkg/apis/application/v1alpha1/types.go`, `IsAutomatedSyncEnabled`, v3.1).
    """
    written = resource.get(*AUTOMATED)
    return written if isinstance(written, dict) and written.get("enabled") is not False else None


def switched_off(resource: Resource, field: str) -> At | None:
    """Where a switch of automated sync is off or left out; None where it is on, or nothing is automated."""
    written = automation(resource) if is_application(resource) else None
    if written is None or written.get(field) not in (None, False):
        return None
    return key(*AUTOMATED) if field not in written else at(*AUTOMATED, field)
