"""Annotations of pods that the API server reads, and cannot."""

import re
from collections.abc import Iterator

from manifestlint.model.shape import strings
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, workload_rule

_COST = "controller.kubernetes.io/pod-deletion-cost"
_APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/"
_SECCOMP = re.compile(r"(container\.)?seccomp\.security\.alpha\.kubernetes\.io/.*")
_COST_FORM = re.compile(r"0|-?[1-9][0-9]*|-0")
_LIMIT = 2**31
_LOCAL = "localhost/"


@workload_rule(
    "pod-annotation-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("annotations",),
)
def pod_annotation_invalid(workload: Workload) -> Iterator[Problem]:
    """A pod's annotation for deletion cost, AppArmor or seccomp has a value that means nothing.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `ValidatePodSpecificAnnotations`, v1.35). `controller.kubernetes.io/pod-deletion-cost` is a whole number
    of 32 bits. The older annotations of AppArmor end with the name of a container of the pod, and are
    `runtime/default`, `unconfined` or `localhost/<profile>`; those of seccomp know the same words and
    `docker/default`. The fields of the security context have taken their place.

    It is essential: nothing of it reaches the cluster.
    """
    pointer: Pointer = (*workload.template, "metadata", "annotations")
    annotations = strings(workload.resource.get(*pointer))
    if annotations:
        yield from refusals(workload, _faults(workload, pointer, annotations))


def _faults(workload: Workload, pointer: Pointer, annotations: dict[str, str]) -> Iterator[Fault]:
    names = {container.name for container in workload.containers()}
    for key, value in annotations.items():
        place = At((*pointer, key))
        if key == _COST:
            if not _COST_FORM.fullmatch(value) or not -_LIMIT <= int(value) < _LIMIT:
                yield f'{key} "{value}" is no whole number of 32 bits', place
        elif key.startswith(_APP_ARMOR):
            name = key.removeprefix(_APP_ARMOR)
            if name not in names:
                yield f'the annotation is for container "{name}", which the pod does not have', place
            if value and value not in {"runtime/default", "unconfined"} and not value.startswith(_LOCAL):
                yield f'"{value}" is no profile of AppArmor', place
        elif _SECCOMP.fullmatch(key) and not _is_seccomp(value):
            yield f'"{value}" is no profile of seccomp', place


def _is_seccomp(value: str) -> bool:
    path = value.removeprefix(_LOCAL)
    if path != value:
        return not path.startswith("/") and ".." not in path.split("/")
    return value in {"runtime/default", "docker/default", "unconfined"}
