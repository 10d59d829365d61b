"""Places in a container where two volumes would be."""

from collections.abc import Iterator

from manifestlint.model.workload import Container
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, container_rule, refused
from manifestlint.rules.storage._pod_volumes import mounts


@container_rule(
    "mount-path-duplicate",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("volumeMounts", "volumeDevices"),
)
def mount_path_duplicate(container: Container) -> Iterator[Problem]:
    """Two volumes of a container are mounted at the same path.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateVolumeMounts`
    and `ValidateVolumeDevices`, v1.35). The paths are compared letter by letter, so `/data` and `/data/`
    are two; block devices count as well.

    Mount single files with `subPath`, or make one `projected` volume of both.

    It is essential: nothing of it reaches the cluster.
    """
    first: dict[str, At] = {}
    for field, key in (("volumeMounts", "mountPath"), ("volumeDevices", "devicePath")):
        for pointer, mount in mounts(container, field):
            path, place = mount.get(key), At((*pointer, key))
            if not isinstance(path, str):
                continue
            if path in first:
                other = Related("first mounted here", first[path])
                yield refused(container, f"two volumes are mounted at {path}", place, other)
            first.setdefault(path, place)
