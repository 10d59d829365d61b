"""Finalizers that nobody would take away."""

from collections.abc import Iterator

from manifestlint.model.names import QUALIFIED_NAME, is_qualified_name
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule

_STANDARD = ("kubernetes", "foregroundDeletion", "orphan")


@resource_rule(
    "namespace-finalizer-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Namespace",),
)
def namespace_finalizer_invalid(resource: Resource) -> Iterator[Problem]:
    """A Namespace's `spec.finalizers` has a name that no finalizer can have.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateFinalizerName`,
    v1.35). A finalizer has a domain before its name (`example.com/backup`), or is one of Kubernetes' own:
    `kubernetes`, `foregroundDeletion` and `orphan`.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group == "":
        yield from refusals(resource, _faults(resource))


def _faults(resource: Resource) -> Iterator[Fault]:
    for index, name in enumerate(sequence(resource.get("spec", "finalizers"))):
        if isinstance(name, str) and not is_qualified_name(name):
            yield f'finalizer "{name}" is no name ({QUALIFIED_NAME})', at("spec", "finalizers", index)
        elif isinstance(name, str) and "/" not in name and name not in _STANDARD:
            reason = f'finalizer "{name}" has no domain before it, and is none of Kubernetes\' own'
            yield reason, at("spec", "finalizers", index)
