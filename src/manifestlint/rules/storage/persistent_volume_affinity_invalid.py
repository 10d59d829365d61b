"""Volumes that say wrongly on which nodes they are."""

from collections.abc import Iterator

from manifestlint.model.node_selector import node_term_faults
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import dig, mappings
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.storage._persistent import VOLUME, volumes

_TERMS: Pointer = ("nodeAffinity", "required", "nodeSelectorTerms")


@resource_rule(
    "persistent-volume-affinity-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=(VOLUME,),
)
def persistent_volume_affinity_invalid(resource: Resource) -> Iterator[Problem]:
    """A PersistentVolume's `nodeAffinity` has no term, or one with an impossible condition.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateNodeSelector`,
    v1.35). There is at least one of `nodeSelectorTerms`; `In` and `NotIn` have values, `Exists` and
    `DoesNotExist` have none, `Gt` and `Lt` have exactly one; `matchFields` knows only `metadata.name`.

    The same in the affinity of pods is told by `affinity-term-invalid`.

    It is essential: nothing of it reaches the cluster.
    """
    strict = resource.on(35)
    for pointer, spec in volumes(resource):
        yield from refusals(resource, _faults((*pointer, *_TERMS), dig(spec, *_TERMS), strict=strict))


def _faults(pointer: Pointer, terms: object, *, strict: bool) -> Iterator[Fault]:
    if terms == []:
        yield "nodeAffinity.required needs at least one of nodeSelectorTerms", at(*pointer)
    for index, term in mappings(terms):
        for reason, place in node_term_faults(((*pointer, index), term), strict=strict):
            yield reason, at(*place)
