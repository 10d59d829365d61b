"""Fields that an Application leaves as they are in the cluster."""

import re
from collections.abc import Iterator

from manifestlint.argocd.application import Application, IgnoredDifference
from manifestlint.argocd.globs import glob_matches
from manifestlint.core.place import Pointer
from manifestlint.core.resource import ResourceId

RESPECT = "RespectIgnoreDifferences=true"
_NAME = re.compile(r"[A-Za-z_]\w*")
_STEP_ASIDE = re.compile(r"[|(]")


def ignored(application: Application, id: ResourceId, namespace: str) -> Iterator[IgnoredDifference]:
    """The entries of `ignoreDifferences` that are about an object."""
    for entry in application.ignore_differences:
        if (
            glob_matches(entry.group, id.group)
            and glob_matches(entry.kind, id.kind)
            and entry.name in {"", id.name}
            and entry.namespace in {"", namespace}
        ):
            yield entry


def is_ignored(application: Application, id: ResourceId, namespace: str, path: Pointer) -> bool:
    """Whether one of the entries covers a field of an object, or may well do so.

    Whoever changes a field is its manager, so an entry by managers may mean any field; and of a jq program
    only the first path is read.
    """
    return any(_covers(entry, path) for entry in ignored(application, id, namespace))


def _covers(entry: IgnoredDifference, path: Pointer) -> bool:
    steps = tuple(str(step) for step in path)
    names = tuple(step for step in path if isinstance(step, str))
    pointers = (
        tuple(step.replace("~1", "/").replace("~0", "~") for step in written.split("/")[1:])
        for written in entry.json_pointers
    )
    programs = (tuple(_NAME.findall(_STEP_ASIDE.split(written)[0])) for written in entry.jq_path_expressions)
    return (
        bool(entry.managers)
        or any(steps[: len(pointer)] == pointer for pointer in pointers if pointer)
        or any(names[: len(program)] == program for program in programs)
    )
