"""Volumes that share a name."""

from collections.abc import Iterator

from manifestlint.model.shape import text
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, refused, workload_rule
from manifestlint.rules.storage._pod_volumes import own_volumes


@workload_rule(
    "volume-name-duplicate",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("volumes",),
)
def volume_name_duplicate(workload: Workload) -> Iterator[Problem]:
    """Two volumes of a pod have the same name.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateVolumes`,
    v1.35). Containers mount volumes by name, so a name must mean one of them.

    In a StatefulSet a claim of the same name in `volumeClaimTemplates` takes the place of the volume
    (`pkg/apis/apps/validation/validation.go`, `ValidateStatefulSetSpec`, v1.35); that is taken, and not
    told.

    It is essential: nothing of it reaches the cluster.
    """
    first: dict[str, At] = {}
    for pointer, volume in own_volumes(workload):
        name, place = text(volume.get("name")), At((*pointer, "name"))
        if name and name in first:
            other = Related("first declared here", first[name])
            yield refused(workload, f'two of its volumes are named "{name}"', place, other)
        first.setdefault(name, place)
