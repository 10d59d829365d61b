"""Autoscalers of nothing."""

from collections.abc import Iterator

from manifestlint.model.names import is_path_segment
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.autoscaling._autoscaler import KIND, SPEC, is_autoscaler

_CORE = "ReplicationController"
_TARGET: Pointer = (*SPEC, "scaleTargetRef")


@resource_rule(
    "autoscaler-target-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=(KIND,),
)
def autoscaler_target_invalid(resource: Resource) -> Iterator[Problem]:
    """An autoscaler's `scaleTargetRef` names nothing that there could be.

    The API server refuses it (Kubernetes `pkg/apis/autoscaling/validation/validation.go`,
    `ValidateCrossVersionObjectReference`, v1.35). `kind` and `name` are needed and stand between two slashes
    of a URL, so they have no `/` and no `%`; an `apiVersion` has at most one slash. From v1.35 on an
    `apiVersion` with a group (`apps/v1`) is needed for everything but a ReplicationController.

    It is essential: nothing of it reaches the cluster.
    """
    if is_autoscaler(resource):
        yield from refusals(resource, _faults(resource))


def _faults(resource: Resource) -> Iterator[Fault]:
    for field in ("kind", "name"):
        written = resource.get(*_TARGET, field)
        if written == "":
            yield f"scaleTargetRef has an empty {field}", at(*_TARGET, field)
        elif isinstance(written, str) and not is_path_segment(written):
            yield f'{field} "{written}" of scaleTargetRef cannot be one', at(*_TARGET, field)
    version = resource.get(*_TARGET, "apiVersion")
    if isinstance(version, str) and version.count("/") > 1:
        yield f'apiVersion "{version}" of scaleTargetRef has more than one slash', at(*_TARGET, "apiVersion")
    elif resource.on(35) and resource.get(*_TARGET, "kind") not in (None, "", _CORE) and _is_core(version):
        told = f'apiVersion "{version}"' if version else "no apiVersion"
        yield f"scaleTargetRef has {told}, and needs one with a group, such as apps/v1", at(*_TARGET)


def _is_core(version: object) -> bool:
    return version is None or (isinstance(version, str) and "/" not in version.lstrip("/"))
