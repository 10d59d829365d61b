"""Fields of workloads that take one of a few words, and have another one."""

from collections.abc import Iterator

from manifestlint.model.choice import stranger
from manifestlint.model.shape import dig, mapping, mappings
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import (
    At,
    Fault,
    Pointer,
    Problem,
    Profile,
    Safety,
    Severity,
    refusals,
    respelt,
    workload_rule,
)
from manifestlint.rules.workloads._choices import CONTAINER, HANDLER, MOUNT, POD, PORT, SPECS, VOLUME, Choices
from manifestlint.rules.workloads._handlers import hooks, probes


@workload_rule(
    "choice-unknown", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1", fix=Safety.SAFE
)
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
    yield from refusals(workload, _faults(pod, pointer, POD))
    for index, volume in mappings(pod.get("volumes")):
        yield from refusals(workload, _faults(volume, (*pointer, "volumes", index), VOLUME))
    for container in workload.containers():
        yield from refusals(container, _container_faults(container))


def _container_faults(container: Container) -> Iterator[Fault]:
    data, start = container.data, container.pointer
    yield from _faults(data, start, CONTAINER)
    for field, known in (("ports", PORT), ("volumeMounts", MOUNT)):
        for index, item in mappings(data.get(field)):
            yield from _faults(item, (*start, field, index), known)
    for path, handler in (*probes(container), *hooks(container)):
        yield from _faults(handler, (*start, *path), HANDLER)


def _spec(workload: Workload) -> Choices:
    return SPECS.get(workload.kind, {}) if workload.template else {}


def _faults(data: dict[str, object], start: Pointer, known: Choices) -> Iterator[Fault]:
    for path, words in known.items():
        if path[0] not in data or dig(data, *path) in words:
            continue
        found = stranger(data, path, words)
        if found:
            parent = f"{path[-2]}." if path[-1] in {"name", "type"} else ""
            place = At((*start, *path))
            yield f"{parent}{found}", place, respelt(found, place)
