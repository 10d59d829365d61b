"""Claims of storage that a team does not use."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, option, resource_rule
from manifestlint.rules.storage._persistent import CLAIMING_KINDS, claims

_FIELD = "storageClassName"


@dataclass(frozen=True, slots=True)
class Options:
    """What may be asked for."""

    allowed: tuple[str, ...] = option(
        (), "The StorageClasses that claims may name; an empty name is that of no class.", needed=True
    )


@resource_rule(
    "storage-class-unexpected",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    kinds=CLAIMING_KINDS,
    peers={"gatekeeper": "K8sStorageClass"},
)
def storage_class_unexpected(resource: Resource, options: Options) -> Iterator[Problem]:
    """A claim asks for a StorageClass that the team does not allow, or leaves the choice to the cluster.

    The class decides what the data costs, whether it is encrypted and backed up, and whether it outlives the
    claim (Kubernetes docs, "Storage Classes"). A claim without one gets the default of the cluster, which may
    be another one in each. Set the option `allowed`; without it the rule says nothing. Claims of
    StatefulSets and of `ephemeral` volumes are judged too.

    It is strict because only the team knows its classes.
    """
    if not options.allowed:
        return
    for pointer, spec in claims(resource):
        name = spec.get(_FIELD)
        if name is None:
            yield Problem(f"{resource.id}: no {_FIELD}, so the cluster chooses the class", at(*pointer))
        elif name not in options.allowed:
            yield Problem(
                f'{resource.id}: StorageClass "{name}" is none of those allowed', at(*pointer, _FIELD)
            )
