"""Security settings that cannot be applied."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.shape import integer, mapping, sequence
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, workload_rule
from manifestlint.rules.workloads._windows import windows_faults

_IDS = ("runAsUser", "runAsGroup", "fsGroup")
_HIGHEST = 2**31 - 1
_PROFILES = ("seccompProfile", "appArmorProfile")
_LOCAL = "Localhost"
_WINDOWS = "windowsOptions"


@workload_rule("security-context-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def security_context_invalid(workload: Workload) -> Iterator[Problem]:
    """A security context has an impossible id or profile, or contradicts the pod.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validatePodSpecSecurityContext`, `ValidateSecurityContext`, `validateSeccompProfileField` and
    `ValidateAppArmorProfileField`, v1.35). Ids of users and groups lie between 0 and 2147483647. A seccomp
    or AppArmor profile has a `localhostProfile` if its type is `Localhost`, and only then; a seccomp
    profile's path is relative and without `..`. `shareProcessNamespace` and `hostPID` exclude each other.
    Of `windowsOptions`, user names and credentials have a form (`validateWindowsSecurityContextOptions`).

    That `runAsNonRoot` and `runAsUser: 0` contradict each other is not seen before the container starts.

    It is essential: nothing of it reaches the cluster.
    """
    pod, pointer = workload.pod, workload.pod_pointer
    yield from refusals(workload, _faults((*pointer, "securityContext"), pod.get("securityContext")))
    if pod.get("shareProcessNamespace") is True and pod.get("hostPID") is True:
        place = At((*pointer, "shareProcessNamespace"))
        yield from refusals(workload, [("shareProcessNamespace and hostPID are both true", place)])
    for container in workload.containers():
        context = container.data.get("securityContext")
        yield from refusals(container, _faults((*container.pointer, "securityContext"), context))


def _faults(pointer: Pointer, context: Any) -> Iterator[Fault]:
    if not isinstance(context, dict):
        return
    for field in _IDS:
        if not _is_id(context.get(field)):
            yield f"{field} {context[field]} is not between 0 and {_HIGHEST}", At((*pointer, field))
    for index, id in enumerate(sequence(context.get("supplementalGroups"))):
        if not _is_id(id):
            place = At((*pointer, "supplementalGroups", index))
            yield f"the group {id} is not between 0 and {_HIGHEST}", place
    for field, reason in windows_faults(mapping(context.get(_WINDOWS))):
        yield reason, At((*pointer, _WINDOWS, field))
    for field in _PROFILES:
        reason = _profile_fault(field, mapping(context.get(field)))
        if reason:
            yield reason, At((*pointer, field))


def _is_id(value: Any) -> bool:
    number = integer(value)
    return number is None or 0 <= number <= _HIGHEST


def _profile_fault(field: str, profile: dict[str, Any]) -> str:
    if not profile or not isinstance(profile.get("type"), str):
        return ""
    path = profile.get("localhostProfile")
    if profile["type"] != _LOCAL:
        if path is None:
            return ""
        return f"{field} of type {profile['type']} has a localhostProfile, which only {_LOCAL} has"
    if path is None or (path == "" and field == "appArmorProfile"):
        return f"{field} of type {_LOCAL} has no localhostProfile"
    if (
        field == "seccompProfile"
        and isinstance(path, str)
        and (path.startswith("/") or ".." in path.split("/"))
    ):
        return f'localhostProfile "{path}" is no relative path without ".."'
    return ""
