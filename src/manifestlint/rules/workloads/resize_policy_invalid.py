"""Containers that say wrongly how they may grow."""

from collections.abc import Iterator

from manifestlint.model.shape import mappings
from manifestlint.model.workload import Container
from manifestlint.rulekit import Fault, Problem, Profile, Severity, container_rule, refusals

_FIELD = "resizePolicy"
_RESOURCES = ("cpu", "memory")
_KEEP, _RESTART = "NotRequired", "RestartContainer"


@container_rule("resize-policy-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def resize_policy_invalid(container: Container) -> Iterator[Problem]:
    """A container's `resizePolicy` names no resource that can be resized, or contradicts the pod.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateResizePolicy`,
    v1.35). Only `cpu` and `memory` can be resized, each with one policy, NotRequired or RestartContainer;
    in a pod with `restartPolicy: Never` it is NotRequired, for nothing there is started again.

    Before v1.33 the field is dropped, and nothing is told.

    It is essential: nothing of it reaches the cluster.
    """
    if _FIELD in container.data and container.workload.resource.on(33):
        yield from refusals(container, _faults(container))


def _faults(container: Container) -> Iterator[Fault]:
    seen = set()
    never = container.workload.pod.get("restartPolicy") == "Never"
    for index, item in mappings(container.data.get(_FIELD)):
        name, policy = item.get("resourceName"), item.get("restartPolicy")
        place = container.at(_FIELD, index, "restartPolicy")
        if isinstance(name, str) and name not in _RESOURCES:
            reason = f'{_FIELD}: "{name}" cannot be resized, only {" and ".join(_RESOURCES)} can'
            yield reason, container.at(_FIELD, index, "resourceName")
        elif name in seen:
            yield f"{_FIELD}: {name} stands there twice", container.at(_FIELD, index, "resourceName")
        seen.add(str(name))
        if not isinstance(policy, str):
            continue
        if policy not in (_KEEP, _RESTART):
            yield f'{_FIELD}: restartPolicy "{policy}" is not {_KEEP} or {_RESTART}', place
        elif never and policy != _KEEP:
            yield f"{_FIELD}: {policy} is not possible in a pod with restartPolicy Never", place
