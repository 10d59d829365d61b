"""Priority classes above what is allowed."""

from collections.abc import Iterator

from manifestlint.model.choice import stranger
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule

_GROUP = "scheduling.k8s.io"
_HIGHEST = 1_000_000_000
_RESERVED = "system-"
_SYSTEM = {"system-cluster-critical": 2 * _HIGHEST, "system-node-critical": 2 * _HIGHEST + 1000}


@resource_rule(
    "priority-class-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("PriorityClass",),
)
def priority_class_invalid(resource: Resource) -> Iterator[Problem]:
    """A PriorityClass is higher than a user's may be, has a reserved name, or preempts in an unknown way.

    The API server refuses it (Kubernetes `pkg/apis/scheduling/validation/validation.go`,
    `ValidatePriorityClass`, v1.35). A value is at most 1,000,000,000. Names that begin with `system-` are
    reserved for the two classes that the server makes itself. `preemptionPolicy` is PreemptLowerPriority or
    Never.

    Value and `preemptionPolicy` cannot be changed later: a class must be made anew.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group == _GROUP:
        yield from refusals(resource, _faults(resource))


def _faults(resource: Resource) -> Iterator[Fault]:
    name, value = resource.id.name, integer(resource.get("value"))
    known = _SYSTEM.get(name)
    if known is not None and value is not None and (value != known or resource.get("globalDefault") is True):
        yield f"{name} has value {known} and is not the default", at("value")
    elif known is None and name.startswith(_RESERVED):
        yield f'names that begin with "{_RESERVED}" are reserved', at("metadata", "name")
    elif known is None and value is not None and value > _HIGHEST:
        yield f"value {value} is more than {_HIGHEST}", at("value")
    unknown = stranger(resource.data, ("preemptionPolicy",), ("Never", "PreemptLowerPriority"))
    if unknown:
        yield f"{unknown}", at("preemptionPolicy")
