"""Projected volumes with two files at one place."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.shape import dig, mappings, text
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Pointer, Problem, Profile, Related, Severity, refused, workload_rule
from manifestlint.rules.storage._pod_volumes import own_volumes

_LISTS = ("secret", "configMap", "downwardAPI")


@workload_rule(
    "projected-path-duplicate",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("volumes",),
)
def projected_path_duplicate(workload: Workload) -> Iterator[Problem]:
    """Two sources of a projected volume write the same file.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateProjectionSources`, v1.35). Only paths that are written down can be compared: a source without
    `items` brings all its keys, and where two of them meet the later one wins. The path of a token is not
    compared by the server, and so not here.

    Give one of the items another `path`.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, volume in own_volumes(workload):
        first: dict[str, At] = {}
        for path, place in _paths((*pointer, "projected", "sources"), volume):
            if path in first:
                reason = f'volume "{volume.get("name")}" has two files at "{path}"'
                yield refused(workload, reason, place, Related("first written here", first[path]))
            first.setdefault(path, place)


def _paths(start: Pointer, volume: dict[str, Any]) -> Iterator[tuple[str, At]]:
    for index, source in mappings(dig(volume, "projected", "sources")):
        for kind in _LISTS:
            for place, item in mappings(dig(source, kind, "items")):
                if text(item.get("path")):
                    yield item["path"], At((*start, index, kind, "items", place, "path"))
