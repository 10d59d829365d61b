"""What of a workload the API server does not let be changed.

Source: `pkg/apis/apps/validation/validation.go`, the functions `Validate...Update`, Kubernetes v1.35.
"""

from collections.abc import Iterator

from manifestlint.rules.transitions._fields import changed, fields
from manifestlint.rules.transitions._update import Refusal, Update

_STATEFUL = ("serviceName", "podManagementPolicy", "volumeClaimTemplates")
_HISTORY_MUTABLE = 33
_HISTORY = ("spec", "revisionHistoryLimit")


def selector(update: Update) -> Iterator[Refusal]:
    """A workload's selector."""
    yield from fields(update, ("spec", "selector"))


def stateful_set(update: Update) -> Iterator[Refusal]:
    """All of a StatefulSet but what is listed as mutable; the selector is told by its own rule."""
    for name in _STATEFUL:
        yield from fields(update, ("spec", name))
    if not update.new.resource.on(_HISTORY_MUTABLE):
        before, after = (10 if limit is None else limit for limit in update.get(*_HISTORY))
        if before != after:
            yield changed(_HISTORY, before, after)
