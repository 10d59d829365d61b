"""Folders and files of the node that pods ask for."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.shape import dig, mappings, text
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import At, Pointer


@dataclass(frozen=True, slots=True)
class HostPath:
    """A `hostPath` volume, and where containers mount it."""

    workload: Workload
    name: str
    written: str
    type: str
    """What it must be, such as `Socket`; empty for anything."""
    pointer: Pointer

    @property
    def path(self) -> str:
        """The path as the node reads it: without double slashes, and without one at its end."""
        return posixpath.normpath("/" + self.written.lstrip("/"))

    @property
    def at(self) -> At:
        """Where the path stands."""
        return At((*self.pointer, "path"))

    def mounts(self) -> Iterator[tuple[Container, int]]:
        """The containers that mount it, each with the index of the mount."""
        for container in self.workload.containers():
            for index, mount in mappings(container.data.get("volumeMounts")):
                if mount.get("name") == self.name:
                    yield container, index


def host_paths(workload: Workload) -> Iterator[HostPath]:
    """The `hostPath` volumes of a workload's pods, as far as they name a path."""
    for index, volume in mappings(workload.pod.get("volumes")):
        path = text(dig(volume, "hostPath", "path"))
        if path:
            pointer = (*workload.pod_pointer, "volumes", index, "hostPath")
            kind = text(dig(volume, "hostPath", "type"))
            yield HostPath(workload, text(volume.get("name")), path, kind, pointer)


def mounted_by(volume: HostPath) -> Container | None:
    """The first container that mounts the volume."""
    return next((container for container, _ in volume.mounts()), None)
