"""What the level restricted of the Pod Security Standards forbids beyond baseline, by control.

Sources: Kubernetes docs, "Pod Security Standards", and `policy/check_*.go` of
k8s.io/pod-security-admission, v0.37. Releases of Kubernetes are given by their minor number.
"""

from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.pod_baseline import USER_NAMESPACES, Violations, has_own_users
from manifestlint.model.security import CONTEXT, effective, own_context, settings
from manifestlint.model.shape import dig, integer, mappings, sequence, text
from manifestlint.model.violation import NEVER, Violation
from manifestlint.model.workload import Container, Workload

_VOLUMES = frozenset(
    {
        "configMap",
        "csi",
        "downwardAPI",
        "emptyDir",
        "ephemeral",
        "image",
        "persistentVolumeClaim",
        "projected",
        "secret",
    }
)
_ESCALATION = "allowPrivilegeEscalation"
_ESCALATION_SINCE = 8
_SECCOMP_SINCE = 19
_CAPABILITIES_SINCE = 22
_USER_SINCE = 23
_WINDOWS_EXEMPT = 25
"""Since then pods that say `os.name: windows` need no settings that only Linux has."""
_ROOT_OF_WINDOWS = "containeradministrator"


def volume_type_forbidden(workload: Workload) -> Violations:
    """A volume that reaches into the node or past its storage driver."""
    for index, volume in mappings(workload.pod.get("volumes")):
        sources = [field for field, value in volume.items() if field != "name" and value is not None]
        if sources and _VOLUMES.isdisjoint(sources):
            place: Pointer = (*workload.pod_pointer, "volumes", index, sources[0])
            words = f"volume {text(volume.get('name'))} is of type {sources[0]}"
            yield Violation(workload, words, place)


def privilege_escalation_not_forbidden(workload: Workload) -> Violations:
    """A container that may gain privileges, as it may unless it says not."""
    for container in workload.containers():
        value = own_context(container).get(_ESCALATION)
        if value is not False:
            words = f"{_ESCALATION} is {'true' if value is True else 'not false'}"
            place = container.at() if value is None else container.at("securityContext", _ESCALATION)
            yield Violation(container, words, place.pointer, _ESCALATION_SINCE, _linux_only(workload))


def runs_as_root(workload: Workload) -> Violations:
    """A container that may run as root, as far as its manifest says."""
    until = USER_NAMESPACES if has_own_users(workload) else NEVER
    pod_decides = False
    for setting in settings(workload, "runAsNonRoot"):
        pod_decides = pod_decides or setting.subject is workload
        if setting.value is False:
            formal = setting.unused or _is_no_root(setting.subject)
            yield Violation(setting.subject, "runAsNonRoot is false", setting.pointer, 0, until, formal)
    for container in () if pod_decides else workload.containers():
        if own_context(container).get("runAsNonRoot") is None:
            formal = _is_no_root(container)
            yield Violation(container, "runAsNonRoot is not true", container.at().pointer, 0, until, formal)


def _is_no_root(subject: Workload | Container) -> bool:
    """Whether the user is another in any case; of a pod, in each of its containers."""
    if isinstance(subject, Workload):
        inheriting = [each for each in subject.containers() if own_context(each).get("runAsNonRoot") is None]
        return bool(inheriting) and all(map(_is_no_root, inheriting))
    user = effective(subject, "runAsUser")
    if user is not None and integer(user.value):
        return True
    name = effective(subject, "windowsOptions", "runAsUserName") if subject.workload.is_windows else None
    return name is not None and text(name.value).lower().rpartition("\\")[2] not in {"", _ROOT_OF_WINDOWS}


def user_zero(workload: Workload) -> Violations:
    """The user root, by its number."""
    until = USER_NAMESPACES if has_own_users(workload) else NEVER
    for setting in settings(workload, "runAsUser"):
        if integer(setting.value) == 0:
            words = "runAsUser is 0"
            yield Violation(setting.subject, words, setting.pointer, _USER_SINCE, until, setting.unused)


def seccomp_missing(workload: Workload) -> Violations:
    """No filter for system calls."""
    if dig(workload.pod, CONTEXT, "seccompProfile") is not None:
        return
    for container in workload.containers():
        if own_context(container).get("seccompProfile") is None:
            words, place = "seccompProfile is missing", container.at().pointer
            yield Violation(container, words, place, _SECCOMP_SINCE, _linux_only(workload))


def capabilities_not_dropped(workload: Workload) -> Violations:
    """A container that keeps the capabilities that it has by default.

    Runtimes read `all` as `ALL`; the standard does not.
    """
    for container in workload.containers():
        dropped = _capabilities(container, "drop")
        if "ALL" in dropped:
            continue
        place = container.at("securityContext", "capabilities", "drop") if dropped else container.at()
        words = f"it drops {', '.join(map(str, dropped))} only" if dropped else "it drops no capabilities"
        formal = any(text(name).upper() == "ALL" for name in dropped)
        until = _linux_only(workload)
        yield Violation(container, words, place.pointer, _CAPABILITIES_SINCE, until, formal)


def capability_added_back(workload: Workload) -> Violations:
    """A capability other than the one to listen on low ports."""
    for container in workload.containers():
        for index, name in enumerate(_capabilities(container, "add")):
            if isinstance(name, str) and name != "NET_BIND_SERVICE":
                place = container.at("securityContext", "capabilities", "add", index).pointer
                words = f"capability {name} is added"
                yield Violation(container, words, place, _CAPABILITIES_SINCE, _linux_only(workload))


def _capabilities(container: Container, field: str) -> list[Any]:
    return sequence(dig(own_context(container), "capabilities", field))


def _linux_only(workload: Workload) -> int:
    """The release from which on a setting is not asked for that only Linux has."""
    return _WINDOWS_EXEMPT if workload.is_windows else NEVER
