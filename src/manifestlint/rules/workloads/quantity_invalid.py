"""Amounts of cpu, memory and other resources that mean nothing."""

from collections.abc import Iterator

from manifestlint.model.shape import dig, mapping, mappings
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule
from manifestlint.rules.workloads._amounts import amounts, read_quantity

_FORM = "a number with one of m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei, or an exponent"


@workload_rule("quantity-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def quantity_invalid(workload: Workload) -> Iterator[Problem]:
    """A pod asks for an amount that is no quantity, or less than nothing.

    The API server refuses it (apimachinery `pkg/api/resource/quantity.go`, `ParseQuantity`, and Kubernetes
    `pkg/apis/core/validation/validation.go`, `ValidateResourceQuantityValue`, v1.35). A quantity is a
    number with at most one suffix: `100m`, `1.5`, `512Mi`, `1e3`. `Mb`, `GB`, `mi`, `K` and `cores` are no
    suffixes, and there is no blank before one.

    Looked at are requests and limits of all containers, the pod's `overhead` and the `sizeLimit` of its
    `emptyDir` volumes.

    It is essential: nothing of it reaches the cluster.
    """
    for subject, told, written, place in _written(workload):
        if isinstance(written, bool) or not isinstance(written, int | float | str):
            continue
        value = read_quantity(written)
        if value is None:
            yield refused(subject, f'{told} "{written}" is no quantity ({_FORM})', place)
        elif value < 0:
            yield refused(subject, f"{told} {written} is less than nothing", place)


def _written(workload: Workload) -> Iterator[tuple[Workload | Container, str, object, At]]:
    for container in workload.containers():
        for field in ("requests", "limits"):
            for amount in amounts(container, field):
                yield container, f"{amount.name} in {field}", amount.written, amount.place
    pod, pointer = workload.pod, workload.pod_pointer
    for name, written in mapping(pod.get("overhead")).items():
        yield workload, f"overhead {name}", written, At((*pointer, "overhead", name))
    for index, volume in mappings(pod.get("volumes")):
        written = dig(volume, "emptyDir", "sizeLimit")
        yield workload, "sizeLimit", written, At((*pointer, "volumes", index, "emptyDir", "sizeLimit"))
