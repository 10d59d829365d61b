"""Pods that want to be apart from their node and part of it."""

from collections.abc import Iterator

from manifestlint.model.shape import dig
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Fault, Problem, Profile, Severity, refusals, workload_rule

_WINDOWS = ("securityContext", "windowsOptions", "hostProcess")
_OVERRIDE = "hostnameOverride"


@workload_rule("pod-host-contradictory", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def pod_host_contradictory(workload: Workload) -> Iterator[Problem]:
    """A pod combines fields about its node or its host name that exclude each other.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateHostUsers`,
    `validatePodHostName`, `ValidateSecurityContext` and `validateWindowsHostProcessPod`, v1.35).
    `hostUsers: false` gives a pod users of its own, and so it has no `hostNetwork`, `hostPID`, `hostIPC` and
    `volumeDevices`; `procMount: Unmasked` needs it. `hostnameOverride` goes neither with `hostNetwork` nor
    with `setHostnameAsFQDN`. If a container is a `hostProcess` of Windows, all of the pod are, and
    `hostNetwork` is true.

    Fields that the server of an older version drops are not told (`hostUsers` and `procMount` before v1.33,
    `hostnameOverride` before v1.35).

    It is essential: nothing of it reaches the cluster.
    """
    if workload.resource.on(33):
        yield from refusals(workload, _user_faults(workload))
    if workload.resource.on(35) and workload.pod.get(_OVERRIDE) is not None:
        for field in ("setHostnameAsFQDN", "hostNetwork"):
            if workload.pod.get(field) is True:
                place = At((*workload.pod_pointer, _OVERRIDE))
                yield from refusals(workload, [(f"{_OVERRIDE} and {field} exclude each other", place)])
    yield from refusals(workload, _windows_faults(workload))


def _user_faults(workload: Workload) -> Iterator[Fault]:
    if workload.pod.get("hostUsers") is not False:
        for container in workload.containers():
            if container.get("securityContext", "procMount") == "Unmasked":
                place = container.at("securityContext", "procMount")
                yield f"{container}: procMount Unmasked needs hostUsers: false", place
        return
    for field in ("hostNetwork", "hostPID", "hostIPC"):
        if workload.pod.get(field) is True:
            yield f"hostUsers: false and {field} exclude each other", At((*workload.pod_pointer, field))
    for container in workload.containers():
        if container.data.get("volumeDevices"):
            reason = f"{container}: volumeDevices are not possible with hostUsers: false"
            yield reason, container.at("volumeDevices")


def _windows_faults(workload: Workload) -> Iterator[Fault]:
    of_pod = dig(workload.pod, *_WINDOWS)
    flags = [(container, container.get(*_WINDOWS)) for container in workload.containers()]
    for container, own in flags:
        if of_pod is not None and own is not None and own != of_pod:
            yield f"{container}: hostProcess differs from that of its pod", container.at(*_WINDOWS)
    inside = [(of_pod if own is None else own) is True for _, own in flags]
    if any(inside) and not all(inside):
        yield "some of its containers are hostProcess and some are not", At(workload.pod_pointer)
    if any(inside) and workload.pod.get("hostNetwork") is not True:
        yield "hostProcess containers need hostNetwork: true", At(workload.pod_pointer)
