"""Volumes that nobody can mount."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from manifestlint.model.choice import Stranger, stranger
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence
from manifestlint.rulekit import (
    Fault,
    Pointer,
    Problem,
    Profile,
    Safety,
    Severity,
    refused,
    resource_rule,
    respelt,
)
from manifestlint.rules.storage._persistent import CLAIMING_KINDS, VOLUME, claims, volumes

_ALONE = "ReadWriteOncePod"
_MODES = ("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", _ALONE)
_SHORT = {"RWO": "ReadWriteOnce", "ROX": "ReadOnlyMany", "RWX": "ReadWriteMany", "RWOP": _ALONE}
_FIELD = "accessModes"


@resource_rule(
    "volume-access-modes-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=(VOLUME, *CLAIMING_KINDS),
)
def volume_access_modes_invalid(resource: Resource) -> Iterator[Problem]:
    """A volume or a claim has no access mode, an unknown one, or ReadWriteOncePod beside others.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `ValidatePersistentVolumeClaimSpec` and `ValidatePersistentVolumeSpec`, v1.35). The modes are
    ReadWriteOnce, ReadOnlyMany, ReadWriteMany and ReadWriteOncePod, which stands alone; the short forms RWO
    and RWX are only printed, not read. The claims of a StatefulSet and those in a pod's `ephemeral`
    volumes are judged too: up to v1.34 a StatefulSet is taken, and its pods then get no claims.

    It is essential: nothing of it reaches the cluster, or no pod starts.
    """
    for pointer, spec in chain(claims(resource), volumes(resource)):
        for reason, place, *fix in _faults(pointer, spec):
            if resource.id.kind == "StatefulSet" and not resource.on(35):
                yield Problem(
                    f"{resource.id}: {reason}; its pods get no claim", place, fix=fix[0] if fix else None
                )
            else:
                yield refused(resource, reason, place, fix=fix[0] if fix else None)


def _faults(pointer: Pointer, spec: dict[str, Any]) -> Iterator[Fault]:
    if spec.get(_FIELD) in (None, []):
        yield "no access mode is named", at(*pointer, _FIELD)
        return
    modes = sequence(spec.get(_FIELD))
    for index in range(len(modes)):
        unknown = stranger(modes, (index,), _MODES)
        if unknown:
            reason = f'access mode "{unknown.word}" is not one of {", ".join(_MODES)}'
            place = at(*pointer, _FIELD, index)
            yield reason, place, respelt(_spelt_out(unknown), place)
    if _ALONE in modes and any(mode in _MODES and mode != _ALONE for mode in modes):
        yield f"{_ALONE} stands alone, here it is {', '.join(map(str, modes))}", at(*pointer, _FIELD)


def _spelt_out(unknown: Stranger) -> Stranger:
    return replace(unknown, word=_SHORT.get(unknown.word.upper(), unknown.word))
