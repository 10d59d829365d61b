"""Storage classes that make no volumes."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import strangers
from manifestlint.model.names import QUALIFIED_NAME, is_qualified_name
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings, sequence, text
from manifestlint.rulekit import (
    Fault,
    Pointer,
    Problem,
    Profile,
    Safety,
    Severity,
    refusals,
    refused,
    resource_rule,
    respelt,
)
from manifestlint.rules.storage._parameters import parameter_faults
from manifestlint.rules.storage._persistent import CLASS_GROUP

_FIELDS: dict[Pointer, tuple[str, ...]] = {
    ("reclaimPolicy",): ("Delete", "Retain"),
    ("volumeBindingMode",): ("Immediate", "WaitForFirstConsumer"),
}


@resource_rule(
    "storage-class-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=("StorageClass",),
)
def storage_class_invalid(resource: Resource) -> Iterator[Problem]:
    """A StorageClass has no provisioner that could exist, or a policy or mode that does not.

    The API server refuses it (Kubernetes `pkg/apis/storage/validation/validation.go`,
    `ValidateStorageClass`, v1.35). A provisioner is a name with an optional domain before it
    (`ebs.csi.aws.com`, `kubernetes.io/no-provisioner`), the reclaim policy Delete or Retain, the
    `volumeBindingMode` Immediate or WaitForFirstConsumer. Recycle is a policy of volumes, not of classes.
    There are at most 512 `parameters`, and the keys and values in `allowedTopologies` differ.

    All of these fields cannot be changed later: a class must be made anew.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group != CLASS_GROUP:
        return
    provisioner, place = resource.get("provisioner"), at("provisioner")
    if provisioner == "":
        yield refused(resource, "provisioner is empty", place)
    elif isinstance(provisioner, str) and not is_qualified_name(provisioner.lower()):
        yield refused(resource, f'provisioner "{provisioner}" is no name ({QUALIFIED_NAME})', place)
    for unknown in strangers(resource.data, _FIELDS):
        place = at(*unknown.pointer)
        yield refused(resource, f"{unknown}", place, fix=respelt(unknown, place))
    yield from refusals(resource, parameter_faults(resource.get("parameters")))
    known: list[dict[str, frozenset[str]]] = []
    for index, term in mappings(resource.get("allowedTopologies")):
        meant = _meant(term)
        if not meant:
            yield refused(resource, "a topology has no matchLabelExpressions", at("allowedTopologies", index))
        elif meant in known:
            yield refused(resource, "two allowedTopologies are alike", at("allowedTopologies", index))
        known.append(meant)
        yield from refusals(resource, _topology_faults(("allowedTopologies", index), term))


def _meant(term: dict[str, Any]) -> dict[str, frozenset[str]]:
    """The values that a topology allows for each key, in whatever order they are written."""
    meant = {}
    for _, choice in mappings(term.get("matchLabelExpressions")):
        meant[text(choice.get("key"))] = frozenset(map(str, sequence(choice.get("values"))))
    return meant


def _topology_faults(pointer: Pointer, term: dict[str, Any]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, choice in mappings(term.get("matchLabelExpressions")):
        place: Pointer = (*pointer, "matchLabelExpressions", index)
        label, values = choice.get("key"), sequence(choice.get("values"))
        if isinstance(label, str):
            if label in seen:
                yield f'a topology has the key "{label}" twice', at(*place, "key")
            elif not is_qualified_name(label):
                yield f'"{label}" is no key of a label ({QUALIFIED_NAME})', at(*place, "key")
            seen.add(label)
        if choice.get("values") == []:
            yield f"topology {label} has no values", at(*place, "values")
        for number, value in enumerate(values):
            if value in values[:number]:
                yield f'topology {label} has "{value}" twice', at(*place, "values", number)
