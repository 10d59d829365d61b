"""Affinity as it is written: where its terms stand."""

from collections.abc import Iterator
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.shape import dig, mappings
from manifestlint.model.workload import Workload

REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"

Term = tuple[Pointer, dict[str, Any]]


def pod_terms(workload: Workload) -> Iterator[Term]:
    """The terms of affinity and anti-affinity to other pods, the weighted ones included."""
    for kind in ("podAffinity", "podAntiAffinity"):
        pointer: Pointer = (*workload.pod_pointer, "affinity", kind)
        data = dig(workload.pod, "affinity", kind)
        for index, term in mappings(dig(data, REQUIRED)):
            yield (*pointer, REQUIRED, index), term
        for index, weighted in mappings(dig(data, PREFERRED)):
            choice = weighted.get("podAffinityTerm")
            if isinstance(choice, dict):
                yield (*pointer, PREFERRED, index, "podAffinityTerm"), choice


def node_terms(workload: Workload) -> Iterator[Term]:
    """The terms that choose nodes, the weighted ones included."""
    pointer: Pointer = (*workload.pod_pointer, "affinity", "nodeAffinity")
    data = dig(workload.pod, "affinity", "nodeAffinity")
    for index, term in mappings(dig(data, REQUIRED, "nodeSelectorTerms")):
        yield (*pointer, REQUIRED, "nodeSelectorTerms", index), term
    for index, weighted in mappings(dig(data, PREFERRED)):
        choice = weighted.get("preference")
        if isinstance(choice, dict):
            yield (*pointer, PREFERRED, index, "preference"), choice


def weighted(workload: Workload) -> Iterator[Term]:
    """Whatever has a weight."""
    for kind in ("nodeAffinity", "podAffinity", "podAntiAffinity"):
        for index, item in mappings(dig(workload.pod, "affinity", kind, PREFERRED)):
            yield (*workload.pod_pointer, "affinity", kind, PREFERRED, index), item
