"""What of a Job or a Pod the API server does not let be changed, for it runs already.

Source: `pkg/apis/batch/validation/validation.go`, `ValidateJobSpecUpdate`, and
`pkg/apis/core/validation/validation.go`, `ValidatePodUpdate`, Kubernetes v1.35.
"""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.server_difference import server_differences
from manifestlint.model.shape import mapping, mappings, sequence
from manifestlint.rulekit import Pointer
from manifestlint.rules.transitions._fields import changed, fields
from manifestlint.rules.transitions._update import Refusal, Update

_JOB = (
    "template",
    "completionMode",
    "podFailurePolicy",
    "backoffLimitPerIndex",
    "managedBy",
    "successPolicy",
)
_SCHEDULING = frozenset({"nodeSelector", "tolerations", "schedulingGates"})
_CONTAINERS = ("containers", "initContainers")
_FROM_CLUSTER = frozenset(
    {"nodeName", "priority", "preemptionPolicy", "imagePullSecrets", "serviceAccountName"}
)
"""What the scheduler and the admission of a pod fill in, so that it may be written later as it is."""


def job(update: Update) -> Iterator[Refusal]:
    """A Job's pod template and how it counts; not of one that is deleted when it is done."""
    if update.old.get("spec", "ttlSecondsAfterFinished") is not None:
        return
    suspended = update.old.get("spec", "suspend") is True
    for name in _JOB:
        for refusal in fields(update, ("spec", name)):
            if not (suspended and _is_mutable_before_start(refusal.path)):
                yield refusal
    if update.new.get("spec", "manualSelector") is True:
        yield from fields(update, ("spec", "selector"))
    yield from _completions(update)


def _is_mutable_before_start(path: Pointer) -> bool:
    """What may change while a Job waits: where its pods go, their labels, and from 1.36 their resources."""
    if path[:3] == ("spec", "template", "metadata") or "resources" in path:
        return True
    return path[:3] == ("spec", "template", "spec") and (
        not _SCHEDULING.isdisjoint(path[3:4]) or path[3:5] == ("affinity", "nodeAffinity")
    )


def _completions(update: Update) -> Iterator[Refusal]:
    before, after = (_completed(side.get("spec")) for side in (update.old, update.new))
    if before == after:
        return
    spec = mapping(update.new.get("spec"))
    indexed = spec.get("completionMode") == "Indexed"
    if not indexed or (after is not None and after != spec.get("parallelism", 1)):
        yield changed(("spec", "completions"), before, after)


def _completed(spec: Any) -> Any:
    spec = mapping(spec)
    return (
        1 if spec.get("completions") is None and spec.get("parallelism") is None else spec.get("completions")
    )


def pod(update: Update) -> Iterator[Refusal]:
    """A pod's spec, but for images, a shorter deadline, more tolerations and fewer gates."""
    for path in server_differences(*update.get("spec"), "spec"):
        if not _is_pod_mutable(update, path):
            yield changed(path, *update.get(*path))


def _is_pod_mutable(update: Update, path: Pointer) -> bool:
    field = path[1] if len(path) > 1 else ""
    before, after = update.get("spec", field)
    if field in _CONTAINERS:
        return path[3:] == ("image",)
    if field == "activeDeadlineSeconds":
        return isinstance(after, int) and (before is None or (isinstance(before, int) and after <= before))
    if field == "tolerations":
        return all(
            any(_tolerated(old) == _tolerated(new) for _, new in mappings(after))
            for _, old in mappings(before)
        )
    if field == "schedulingGates":
        return all(gate in sequence(before) for _, gate in mappings(after))
    if update.old.get("spec", "schedulingGates") and field in {"nodeSelector", "affinity"}:
        return True
    return field in _FROM_CLUSTER and before is None


def _tolerated(toleration: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in toleration.items() if key != "tolerationSeconds"}
