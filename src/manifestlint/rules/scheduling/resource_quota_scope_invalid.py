"""Quotas for a scope in which nothing is counted."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mapping, mappings, sequence, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.scheduling._quota import is_standard

_PODS = frozenset({"pods"})
_OF_PODS = _PODS | {
    f"{prefix}{name}" for prefix in ("", "requests.", "limits.") for name in ("cpu", "memory")
}
_COUNTED = {
    "BestEffort": _PODS,
    "CrossNamespacePodAffinity": _OF_PODS,
    "NotBestEffort": _OF_PODS,
    "NotTerminating": _OF_PODS,
    "PriorityClass": _OF_PODS,
    "Terminating": _OF_PODS,
    "VolumeAttributesClass": frozenset({"persistentvolumeclaims", "requests.storage"}),
}
_OPPOSITES = (("BestEffort", "NotBestEffort"), ("Terminating", "NotTerminating"))
_VALUED = frozenset({"PriorityClass", "VolumeAttributesClass"})
_TERMS: Pointer = ("spec", "scopeSelector", "matchExpressions")
_LISTED: Pointer = ("spec", "scopes")
Scope = tuple[str, Pointer]


@resource_rule(
    "resource-quota-scope-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("ResourceQuota",),
)
def resource_quota_scope_invalid(resource: Resource) -> Iterator[Problem]:
    """A ResourceQuota's scope is unknown, contradicts another one, or does not fit what is counted.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateResourceQuotaScopes` and `validateScopedResourceSelectorRequirement`, v1.35). Scopes of pods
    count `pods`, CPU and memory, BestEffort only `pods`; counting Services or storage needs a quota of its
    own. BestEffort and NotBestEffort, Terminating and NotTerminating exclude each other. In
    `matchExpressions` they take only the operator Exists; In and NotIn need values, Exists and DoesNotExist
    have none.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group:
        return
    listed = [(text(item), (*_LISTED, i)) for i, item in enumerate(sequence(resource.get(*_LISTED)))]
    terms = [(text(term.get("scopeName")), (*_TERMS, i)) for i, term in mappings(resource.get(*_TERMS))]
    for scopes in (listed, terms):
        yield from refusals(resource, _faults(resource, scopes))
    yield from refusals(resource, _operator_faults(resource))


def _faults(resource: Resource, scopes: list[Scope]) -> Iterator[Fault]:
    hard = mapping(resource.get("spec", "hard"))
    names = [scope for scope, _ in scopes]
    for scope, pointer in scopes:
        if scope and scope not in _COUNTED:
            yield f'scope "{scope}" is not one of {", ".join(_COUNTED)}', at(*pointer)
        fitting = _COUNTED.get(scope)
        misfits = [name for name in hard if fitting and is_standard(name) and name not in fitting]
        if misfits:
            counted = "is" if len(misfits) == 1 else "are"
            yield f"{', '.join(misfits)} {counted} not counted in scope {scope}", at(*pointer)
    for one, other in _OPPOSITES:
        if one in names and other in names:
            yield f"scopes {one} and {other} exclude each other", at(*scopes[names.index(other)][1])


def _operator_faults(resource: Resource) -> Iterator[Fault]:
    for index, term in mappings(resource.get(*_TERMS)):
        scope, operator = text(term.get("scopeName")), text(term.get("operator"))
        place = at(*_TERMS, index, "operator")
        if operator not in {"", "In", "NotIn", "Exists", "DoesNotExist"}:
            yield f'operator "{operator}" does not exist', place
        elif scope in _COUNTED and scope not in _VALUED and operator not in {"", "Exists"}:
            yield f"scope {scope} takes only operator Exists, here it is {operator}", place
        elif operator in {"In", "NotIn"} and term.get("values") in (None, []):
            yield f"operator {operator} needs values", place
        elif operator in {"Exists", "DoesNotExist"} and term.get("values"):
            yield f"operator {operator} takes no values", place
