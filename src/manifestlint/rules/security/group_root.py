"""Pods that belong to the group of root."""

from collections.abc import Iterator

from manifestlint.model.security import CONTEXT, of_pod
from manifestlint.model.shape import dig, sequence
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Pointer, Problem, Profile, Severity, workload_rule

_MEMBER = "its processes may do what files allow to the group of root"


@workload_rule(
    "group-root",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": "run-as-non-root", "trivy": "KSV-0116", "kyverno": "require-non-root-groups"},
)
def group_root(workload: Workload) -> Iterator[Problem]:
    """A pod is put into group 0, the group of root.

    `runAsGroup`, `fsGroup` or `supplementalGroups` name it. Many files of an image and of the node may be
    read, and some written, by the group of root, also for a process whose user is another (Kubernetes docs,
    "Configure a Security Context"). Name another group, and give it the files that the process needs.

    A `runAsGroup` of the pod is told once, even where every container has its own. Windows pods have none of
    these settings.

    It is strict because images made for OpenShift expect group 0, and their user is nobody on the node.
    """
    if workload.is_windows:
        return
    for field in ("runAsGroup", "fsGroup"):
        setting = of_pod(workload, field)
        if setting is not None and _is_root(setting.value):
            yield _problem(str(workload.resource.id), field, setting.pointer)
    setting = of_pod(workload, "supplementalGroups")
    for index, group in enumerate(sequence(setting.value) if setting else ()):
        if setting and _is_root(group):
            yield _problem(str(workload.resource.id), "supplementalGroups", (*setting.pointer, index))
    for container in workload.containers():
        if _is_root(dig(container.data, CONTEXT, "runAsGroup")):
            yield _problem(container.title, "runAsGroup", (*container.pointer, CONTEXT, "runAsGroup"))


def _is_root(value: object) -> bool:
    return value == 0 and not isinstance(value, bool)


def _problem(title: str, field: str, pointer: Pointer) -> Problem:
    verb = "has" if field == "supplementalGroups" else "is"
    return Problem(f"{title}: {field} {verb} 0, so {_MEMBER}", At(pointer))
