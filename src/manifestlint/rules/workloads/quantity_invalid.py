"""Amounts of cpu, memory and other resources that mean nothing."""

from collections.abc import Iterator

from manifestlint.model.shape import dig, mapping, mappings
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Pointer, Problem, Profile, Severity, refused, workload_rule
from manifestlint.rules.workloads._amounts import amounts, amounts_of, read_quantity

_FORM = "a number with one of m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei, or an exponent"


@workload_rule("quantity-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def quantity_invalid(workload: Workload) -> Iterator[Problem]:
    """A pod asks for an amount that is no quantity, or less than nothing.

    The API server refuses it (apimachinery `pkg/api/resource/quantity.go`, `ParseQuantity`, and Kubernetes
    `pkg/apis/core/validation/validation.go`, `ValidateResourceQuantityValue`, v1.35). A quantity is a
    number with at most one suffix: `100m`, `1.5`, `512Mi`, `1e3`. `Mb`, `GB`, `mi`, `K` and `cores` are no
    suffixes, and there is no blank before one.

    Looked at are requests and limits of all containers and of the pod itself, its `overhead` and the
    `sizeLimit` of its `emptyDir` volumes.

    It is essential: nothing of it reaches the cluster.
    """
    for container in workload.containers():
        for field in ("requests", "limits"):
            for amount in amounts(container, field):
                reason = _fault(amount.written)
                if reason:
                    yield refused(container, f"{amount.name} in {field} {reason}", amount.place)
    for told, written, pointer in _of_pod(workload):
        reason = _fault(written)
        if reason:
            yield refused(workload, f"{told} {reason}", At((*workload.pod_pointer, *pointer)))


def _fault(written: object) -> str:
    if isinstance(written, bool) or not isinstance(written, int | float | str):
        return ""
    value = read_quantity(written)
    if value is None:
        return f'"{written}" is no quantity ({_FORM})'
    return f"{written} is less than nothing" if value < 0 else ""


def _of_pod(workload: Workload) -> Iterator[tuple[str, object, Pointer]]:
    pod = workload.pod
    for field in ("requests", "limits"):
        for amount in amounts_of(pod, (), field):
            yield f"{amount.name} in {field}", amount.written, amount.place.pointer
    for name, written in mapping(pod.get("overhead")).items():
        yield f"overhead {name}", written, ("overhead", name)
    for index, volume in mappings(pod.get("volumes")):
        written = dig(volume, "emptyDir", "sizeLimit")
        if written is not None:
            yield "sizeLimit", written, ("volumes", index, "emptyDir", "sizeLimit")
