"""Volumes that are two things at once."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.shape import dig, mappings
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule
from manifestlint.rules.storage._pod_volumes import SOURCES, own_volumes

_PROJECTED = frozenset(
    {"clusterTrustBundle", "configMap", "downwardAPI", "podCertificate", "secret", "serviceAccountToken"}
)


@workload_rule(
    "volume-source-ambiguous",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("volumes",),
)
def volume_source_ambiguous(workload: Workload) -> Iterator[Problem]:
    """A volume has more than one source.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateVolumeSource`
    and `validateProjectionSources`, v1.35). A volume without any source is an empty directory, but with
    `emptyDir: {}` beside another source it is neither. A patch that gives a volume another source is the
    usual reason; it can take the old one away with `emptyDir: null`.

    To have several ConfigMaps and Secrets in one directory, use a `projected` volume with one item for
    each.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, volume in own_volumes(workload):
        found = _found(volume, SOURCES)
        if len(found) > 1:
            reason = f'volume "{volume.get("name")}" has {len(found)} sources: {", ".join(found)}'
            yield refused(workload, reason, At(pointer))
        for index, source in mappings(dig(volume, "projected", "sources")):
            found = _found(source, _PROJECTED)
            if len(found) > 1:
                reason = f'an item of the projected volume "{volume.get("name")}" has {" and ".join(found)}'
                yield refused(workload, reason, At((*pointer, "projected", "sources", index)))


def _found(data: dict[str, Any], known: frozenset[str]) -> list[str]:
    return [name for name in data if name in known and isinstance(data[name], dict)]
