"""Claims that are filled from nothing."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import DNS_SUBDOMAIN, is_dns_subdomain
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mapping, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.storage._persistent import CLAIM, CLAIMING_KINDS, claims

_SNAPSHOT = ("snapshot.storage.k8s.io", "VolumeSnapshot")
_OLD, _NEW = "dataSource", "dataSourceRef"


@resource_rule(
    "volume-claim-source-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=CLAIMING_KINDS,
)
def volume_claim_source_invalid(resource: Resource) -> Iterator[Problem]:
    """A claim's `dataSource` and `dataSourceRef` differ, or name what cannot be a source.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateDataSource`,
    `validateDataSourceRef` and `ValidatePersistentVolumeClaimSpec`, v1.35). Without an `apiGroup` the source
    is another claim; everything else, such as a VolumeSnapshot of `snapshot.storage.k8s.io`, is named with
    its group. Where both fields are written, they say the same.

    Write one of them; the server fills in the other. A `dataSource` that is neither a claim nor a
    VolumeSnapshot, and has no `dataSourceRef` beside it, is dropped by the server without a word, and not
    told here.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, spec in claims(resource):
        yield from refusals(resource, _faults(pointer, spec))


def _faults(pointer: Pointer, spec: dict[str, Any]) -> Iterator[Fault]:
    old, new = mapping(spec.get(_OLD)), mapping(spec.get(_NEW))
    known = bool(new) or _identity(old)[:2] in {("", CLAIM), _SNAPSHOT}
    if new:
        group, kind, _ = _identity(new)
        if not group and kind and kind != CLAIM:
            yield f"a source of kind {kind} needs an apiGroup", at(*pointer, _NEW, "kind")
        if group and not is_dns_subdomain(group):
            yield f'apiGroup "{group}" is no host name ({DNS_SUBDOMAIN})', at(*pointer, _NEW, "apiGroup")
    for field, source in ((_OLD, old if known else {}), (_NEW, new)):
        if source.get("name") == "":
            yield f"{field} has no name", at(*pointer, field, "name")
    if old and new and not new.get("namespace") and _identity(old) != _identity(new):
        yield f"{_OLD} is {_shown(old)}, but {_NEW} is {_shown(new)}", at(*pointer, _OLD)


def _identity(source: dict[str, Any]) -> tuple[str, str, str]:
    return text(source.get("apiGroup")), text(source.get("kind")), text(source.get("name"))


def _shown(source: dict[str, Any]) -> str:
    return f"{source.get('kind')} {source.get('name')}"
