"""Block devices that are none."""

from collections.abc import Iterator

from manifestlint.model.shape import text
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import At, Fault, Problem, Profile, Severity, container_rule, refusals
from manifestlint.rules.storage._pod_volumes import SOURCES, Item, claimed, has_backsteps, mounts, volumes

_BLOCK = ("persistentVolumeClaim", "ephemeral")


@container_rule("volume-device-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def volume_device_invalid(container: Container) -> Iterator[Problem]:
    """A container has a block device that is no claim, is listed twice, or is mounted as well.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateVolumeDevices`,
    v1.35). Only a `persistentVolumeClaim`, an `ephemeral` volume or a StatefulSet's claim can be a device;
    a volume is either a device or mounted in one container; a `devicePath` is not empty and has no `..`.

    It is essential: nothing of it reaches the cluster.
    """
    devices = list(mounts(container, "volumeDevices"))
    if devices:
        yield from refusals(container, _faults(container, devices))


def _faults(container: Container, devices: list[Item]) -> Iterator[Fault]:
    plain = _no_devices(container.workload)
    mounted = {text(mount.get("name")) for _, mount in mounts(container)}
    seen: set[str] = set()
    for pointer, device in devices:
        name, path = text(device.get("name")), device.get("devicePath")
        place = At((*pointer, "name"))
        if name in plain:
            yield f'the volume "{name}" is no claim, so it is no block device', place
        if name and name in seen:
            yield f'the block device "{name}" is listed twice', place
        if name and name in mounted:
            yield f'the volume "{name}" is both a block device and mounted', place
        if isinstance(path, str) and (not path or has_backsteps(path)):
            yield f'devicePath "{path}" is empty or has ".."', At((*pointer, "devicePath"))
        seen.add(name)


def _no_devices(workload: Workload) -> set[str]:
    """The names of volumes that are surely no block devices."""
    found = set()
    for _, volume in volumes(workload):
        claim = any(isinstance(volume.get(kind), dict) for kind in _BLOCK)
        if not claim and (SOURCES & volume.keys() or volume.keys() <= {"name"}):
            found.add(text(volume.get("name")))
    return found - claimed(workload)
