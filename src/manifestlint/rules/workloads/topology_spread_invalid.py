"""Topology spread constraints that no scheduler could follow."""

from collections.abc import Iterator

from manifestlint.model.affinity import Term
from manifestlint.model.choice import stranger
from manifestlint.model.shape import integer, mappings, text
from manifestlint.model.workload import Workload
from manifestlint.rulekit import (
    At,
    Fault,
    Problem,
    Profile,
    Safety,
    Severity,
    refusals,
    respelt,
    workload_rule,
)
from manifestlint.rules.workloads._label_keys import key_faults

_FIELD = "topologySpreadConstraints"
_HARD = "DoNotSchedule"
_ACTIONS = (_HARD, "ScheduleAnyway")
_POLICIES = ("Honor", "Ignore")


@workload_rule(
    "topology-spread-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
)
def topology_spread_invalid(workload: Workload) -> Iterator[Problem]:
    """A topology spread constraint has an impossible number or word, or stands there twice.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateTopologySpreadConstraints`, v1.35). `maxSkew` and `minDomains` are at least 1, and `minDomains`
    goes only with `whenUnsatisfiable: DoNotSchedule`, the other word being `ScheduleAnyway`. No two
    constraints share both `topologyKey` and `whenUnsatisfiable`. `matchLabelKeys` needs a `labelSelector`.

    It is essential: nothing of it reaches the cluster.
    """
    yield from refusals(workload, _faults(workload))


def _faults(workload: Workload) -> Iterator[Fault]:
    seen = set()
    for index, constraint in mappings(workload.pod.get(_FIELD)):
        pointer = (*workload.pod_pointer, _FIELD, index)
        yield from _own_faults((pointer, constraint))
        key, action = text(constraint.get("topologyKey")), text(constraint.get("whenUnsatisfiable"))
        if (key, action) in seen and key and action:
            yield f"two constraints spread over {key} with {action}", At((*pointer, "topologyKey"))
        seen.add((key, action))


def _own_faults(term: Term) -> Iterator[Fault]:
    pointer, data = term
    for field in ("maxSkew", "minDomains"):
        number = integer(data.get(field))
        if number is not None and number < 1:
            yield f"{field} {number} is less than 1", At((*pointer, field))
    if data.get("topologyKey") == "":
        yield "topologyKey is empty", At((*pointer, "topologyKey"))
    action = data.get("whenUnsatisfiable")
    if integer(data.get("minDomains")) is not None and isinstance(action, str) and action != _HARD:
        yield f"minDomains goes only with {_HARD}, and here it is {action}", At((*pointer, "minDomains"))
    for field, known in (
        ("whenUnsatisfiable", _ACTIONS),
        ("nodeAffinityPolicy", _POLICIES),
        ("nodeTaintsPolicy", _POLICIES),
    ):
        found = stranger(data, (field,), known)
        if found:
            place = At((*pointer, field))
            yield str(found), place, respelt(found, place)
    yield from key_faults(term)
