"""Conditions that a pod waits for, and that nobody can fulfil."""

from collections.abc import Iterator

from manifestlint.model.names import QUALIFIED_NAME, is_qualified_name
from manifestlint.model.shape import mappings
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Fault, Problem, Profile, Severity, refusals, workload_rule

_SCHEDULING = "schedulingGates"
_FIELDS = {_SCHEDULING: "name", "readinessGates": "conditionType"}


@workload_rule(
    "pod-gate-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("schedulingGates", "readinessGates"),
)
def pod_gate_invalid(workload: Workload) -> Iterator[Problem]:
    """A scheduling or readiness gate has an impossible name, stands there twice, or comes too late.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateSchedulingGates`, `validateReadinessGates` and `ValidatePodCreate`, v1.35). Names are made of
    letters, digits, `-`, `_` and `.`, with an optional domain. No scheduling gate stands there twice, and a
    Pod with one has no `nodeName`, for then it would be scheduled already.

    It is essential: nothing of it reaches the cluster.
    """
    yield from refusals(workload, _faults(workload))


def _faults(workload: Workload) -> Iterator[Fault]:
    for field, name_field in _FIELDS.items():
        seen = set()
        for index, gate in mappings(workload.pod.get(field)):
            name, place = gate.get(name_field), At((*workload.pod_pointer, field, index, name_field))
            if isinstance(name, str) and not is_qualified_name(name):
                yield f'"{name}" in {field} is no qualified name ({QUALIFIED_NAME})', place
            elif name in seen and field == _SCHEDULING:
                yield f'the scheduling gate "{name}" stands there twice', place
            seen.add(name)
        if seen and field == _SCHEDULING and workload.kind == "Pod" and workload.pod.get("nodeName"):
            yield "a pod with scheduling gates has no nodeName", At((*workload.pod_pointer, "nodeName"))
