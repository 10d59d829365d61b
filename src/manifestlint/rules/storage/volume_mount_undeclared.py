"""Containers that mount what is not there."""

from collections.abc import Iterator

from manifestlint.model.shape import sequence, text
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, refused, workload_rule
from manifestlint.rules.storage._pod_volumes import claimed, mounts, volumes


@workload_rule(
    "volume-mount-undeclared",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("volumeMounts", "volumeDevices"),
)
def volume_mount_undeclared(workload: Workload) -> Iterator[Problem]:
    """A container mounts a volume that its pod does not have.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateVolumeMounts`
    and `ValidateVolumeDevices`, v1.35). A StatefulSet's `volumeClaimTemplates` are volumes of its pods too.

    Declare the volume under `volumes` of the pod, or correct the name.

    It is essential: nothing of it reaches the cluster.
    """
    written = workload.pod.get("volumes")
    if written is not None and not isinstance(written, list):
        return
    known = {text(volume.get("name")) for _, volume in volumes(workload)} | claimed(workload)
    for container in workload.containers():
        for field in ("volumeMounts", "volumeDevices"):
            for pointer, mount in mounts(container, field):
                name = mount.get("name")
                if not isinstance(name, str) or name in known:
                    continue
                shown = ", ".join(sorted(known)) or "none"
                place = At((*workload.pod_pointer, "volumes"), on="key")
                related = (Related(f"the volumes are {shown}", place),) if sequence(written) else ()
                reason = f'it mounts "{name}", which is no volume of its pod'
                yield refused(container, reason, At((*pointer, "name")), *related)
