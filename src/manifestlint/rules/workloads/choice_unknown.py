"""Fields of workloads that take one of a few words, and have another one."""

from collections.abc import Iterator

from manifestlint.model.choice import stranger
from manifestlint.model.shape import dig, mapping, mappings
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, workload_rule
from manifestlint.rules.workloads._handlers import hooks, probes

Choices = dict[Pointer, tuple[str, ...]]

_PROFILE = ("RuntimeDefault", "Localhost", "Unconfined")
_PROFILES: Choices = {
    ("securityContext", f"{kind}Profile", "type"): _PROFILE for kind in ("seccomp", "appArmor")
}
_POD: Choices = {
    ("dnsPolicy",): ("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"),
    ("preemptionPolicy",): ("PreemptLowerPriority", "Never"),
    ("os", "name"): ("linux", "windows"),
    ("securityContext", "fsGroupChangePolicy"): ("OnRootMismatch", "Always"),
    **_PROFILES,
}
_CONTAINER: Choices = {
    ("imagePullPolicy",): ("Always", "IfNotPresent", "Never"),
    ("terminationMessagePolicy",): ("File", "FallbackToLogsOnError"),
    ("securityContext", "procMount"): ("Default", "Unmasked"),
    **_PROFILES,
}
_PORT: Choices = {("protocol",): ("TCP", "UDP", "SCTP")}
_MOUNT: Choices = {
    ("mountPropagation",): ("None", "HostToContainer", "Bidirectional"),
    ("recursiveReadOnly",): ("Enabled", "IfPossible", "Disabled"),
}
_HANDLER: Choices = {("httpGet", "scheme"): ("HTTP", "HTTPS")}
_HOST_PATH: Choices = {
    ("hostPath", "type"): (
        "DirectoryOrCreate",
        "Directory",
        "FileOrCreate",
        "File",
        "Socket",
        "CharDevice",
        "BlockDevice",
    )
}
_JOB: Choices = {
    ("completionMode",): ("NonIndexed", "Indexed"),
    ("podReplacementPolicy",): ("TerminatingOrFailed", "Failed"),
}
_SPECS: dict[str, Choices] = {
    "CronJob": {
        ("concurrencyPolicy",): ("Allow", "Forbid", "Replace"),
        **{("jobTemplate", "spec", *path): words for path, words in _JOB.items()},
    },
    "Job": _JOB,
    "StatefulSet": {
        ("podManagementPolicy",): ("OrderedReady", "Parallel"),
        ("persistentVolumeClaimRetentionPolicy", "whenDeleted"): ("Retain", "Delete"),
        ("persistentVolumeClaimRetentionPolicy", "whenScaled"): ("Retain", "Delete"),
    },
}


@workload_rule("choice-unknown", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def choice_unknown(workload: Workload) -> Iterator[Problem]:
    """A field of a workload that takes one of a few words has another one.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go` and
    `pkg/apis/batch/validation/validation.go`, v1.35). The published schema says only that such a field is a
    string. All words begin with a capital letter or are one: `IfNotPresent`, not `ifNotPresent`; `TCP`, not
    `tcp`. The names of operating systems are the exception.

    `restartPolicy`, update strategies and the words in tolerations, affinity and topology spread have rules
    of their own.

    It is essential: nothing of it reaches the cluster.
    """
    spec = mapping(workload.resource.data.get("spec"))
    yield from refusals(workload, _faults(spec, ("spec",), _spec(workload)))
    pod, pointer = workload.pod, workload.pod_pointer
    yield from refusals(workload, _faults(pod, pointer, _POD))
    for index, volume in mappings(pod.get("volumes")):
        yield from refusals(workload, _faults(volume, (*pointer, "volumes", index), _HOST_PATH))
    for container in workload.containers():
        yield from refusals(container, _container_faults(container))


def _container_faults(container: Container) -> Iterator[Fault]:
    data, start = container.data, container.pointer
    yield from _faults(data, start, _CONTAINER)
    for field, known in (("ports", _PORT), ("volumeMounts", _MOUNT)):
        for index, item in mappings(data.get(field)):
            yield from _faults(item, (*start, field, index), known)
    for path, handler in (*probes(container), *hooks(container)):
        yield from _faults(handler, (*start, *path), _HANDLER)


def _spec(workload: Workload) -> Choices:
    return _SPECS.get(workload.kind, {}) if workload.template else {}


def _faults(data: dict[str, object], start: Pointer, known: Choices) -> Iterator[Fault]:
    for path, words in known.items():
        if path[0] not in data or dig(data, *path) in words:
            continue
        found = stranger(data, path, words)
        if found:
            parent = f"{path[-2]}." if path[-1] in {"name", "type"} else ""
            yield f"{parent}{found}", At((*start, *path))
