"""Finalizers that nobody could take away."""

from collections.abc import Iterator

from manifestlint.model.kinds import is_built_in_group
from manifestlint.model.names import QUALIFIED_NAME, is_qualified_name
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule

_OWN: Pointer = ("metadata", "finalizers")
_OF_NAMESPACE: Pointer = ("spec", "finalizers")
_ORPHAN, _FOREGROUND = "orphan", "foregroundDeletion"
_STANDARD = frozenset({"kubernetes", _ORPHAN, _FOREGROUND})


@resource_rule(
    "finalizer-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("finalizers",),
)
def finalizer_invalid(resource: Resource) -> Iterator[Problem]:
    """An object has a finalizer that cannot be the name of one.

    The API server refuses it (apimachinery `pkg/api/validation/objectmeta.go`, `ValidateFinalizers`, and
    Kubernetes `pkg/apis/core/validation/validation.go`, `validateKubeFinalizerName`, v1.35). A finalizer is
    a qualified name, and on Kubernetes' own kinds it has a domain and a slash (`example.com/cleanup`) unless
    it is `orphan`, `foregroundDeletion` or `kubernetes`. The first two exclude each other. On custom
    resources a name without a slash is taken, such as Argo CD's `resources-finalizer.argocd.argoproj.io`.

    It is essential: nothing of it reaches the cluster.
    """
    yield from refusals(resource, _faults(resource, _OWN))
    if (resource.id.group, resource.id.kind) == ("", "Namespace"):
        yield from refusals(resource, _faults(resource, _OF_NAMESPACE))
    finalizers = sequence(resource.get(*_OWN))
    if _ORPHAN in finalizers and _FOREGROUND in finalizers:
        place = at(*_OWN, finalizers.index(_FOREGROUND))
        yield from refusals(resource, [(f"finalizers {_ORPHAN} and {_FOREGROUND} exclude each other", place)])


def _faults(resource: Resource, pointer: Pointer) -> Iterator[Fault]:
    strict = is_built_in_group(resource.id.group) and not resource.id.group.startswith("apiextensions.")
    for index, name in enumerate(sequence(resource.get(*pointer))):
        if not isinstance(name, str):
            continue
        if not is_qualified_name(name):
            yield f'"{name}" can be the name of no finalizer ({QUALIFIED_NAME})', at(*pointer, index)
        elif strict and "/" not in name and name not in _STANDARD:
            yield f'finalizer "{name}" has no domain, such as example.com/{name}', at(*pointer, index)
