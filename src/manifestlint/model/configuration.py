"""How a workload's pods learn of a changed ConfigMap or Secret."""

from collections.abc import Iterator

from manifestlint.model.shape import dig, mappings, text
from manifestlint.model.workload import Workload

_RELOADERS = ("reloader.stakater.com/", "wave.pusher.com/")
_FROM = (("configMapRef", "ConfigMap"), ("secretRef", "Secret"))
_VALUE_FROM = (("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret"))


def read_once(workload: Workload) -> frozenset[tuple[str, str]]:
    """Kind and name of what its pods read when they start and never again, unless somebody restarts them.

    Variables are set when a container starts, and a file that is mounted by `subPath` is not updated; other
    mounts are (Kubernetes docs, "ConfigMaps", "Mounted ConfigMaps are updated automatically").
    """
    return frozenset() if _is_reloaded(workload) else frozenset(_read(workload))


def _read(workload: Workload) -> Iterator[tuple[str, str]]:
    volumes = {
        text(volume.get("name")): found
        for _, volume in mappings(workload.pod.get("volumes"))
        if (found := _of_volume(volume))
    }
    for container in workload.containers():
        for _, source in mappings(container.data.get("envFrom")):
            yield from _named(((dig(source, field, "name"), kind) for field, kind in _FROM))
        for _, variable in mappings(container.data.get("env")):
            yield from _named(
                (dig(variable, "valueFrom", field, "name"), kind) for field, kind in _VALUE_FROM
            )
        for _, mount in mappings(container.data.get("volumeMounts")):
            if text(mount.get("subPath")) or text(mount.get("subPathExpr")):
                yield from volumes.get(text(mount.get("name")), ())


def _is_reloaded(workload: Workload) -> bool:
    """Whether it asks Stakater's Reloader, or Wave, to restart its pods, on itself or on its template.

    Source: the projects' documents, "Annotations" (Reloader v1.4, Wave v0.7).
    """
    templates = ((), workload.template)
    written = (workload.resource.get(*place, "metadata", "annotations") for place in templates)
    names = (name for annotations in written if isinstance(annotations, dict) for name in annotations)
    return any(reloader in name for name in names for reloader in _RELOADERS)


def _of_volume(volume: dict[str, object]) -> tuple[tuple[str, str], ...]:
    sources = [volume, *(source for _, source in mappings(dig(volume, "projected", "sources")))]
    return tuple(
        _named(
            pair
            for source in sources
            for pair in (
                (dig(source, "configMap", "name"), "ConfigMap"),
                (dig(source, "secret", "secretName"), "Secret"),
                (dig(source, "secret", "name"), "Secret"),
            )
        )
    )


def _named(pairs: Iterator[tuple[object, str]]) -> Iterator[tuple[str, str]]:
    return ((kind, name) for name, kind in pairs if isinstance(name, str) and name)
