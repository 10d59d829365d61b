"""What was deployed before, by the history of the branch that a change is for."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from manifestlint.model.resource import Resource, read_resources
from manifestlint.model.transition import Deployed, Side
from manifestlint.source import Limits, Unreadable, git, read

_LIMIT = 50
"""Versions of a file that are looked at, the last ones: what is older is no rollback."""


class History:
    """Looks objects up in the commits before one; each is asked for once.

    `changed` are the manifests that are otherwise than in that commit, and what they hold now, None for those
    that are gone.
    """

    def __init__(self, root: Path, commit: str, limits: Limits, changed: Mapping[str, bytes | None]) -> None:
        self._root = root
        self._commit = commit
        self._limits = limits
        self._changed = changed
        self._found: dict[object, Deployed | None] = {}

    def deployed(self, side: Side) -> Deployed | None:
        """The last commit whose file had the object just so.

        What a tool renders has no file: it was deployed where all manifests were just as they are now.
        """
        if side.resource.origin.made_of:
            return self._whole
        if side.ref not in self._found:
            self._found[side.ref] = self._find(side.resource)
        return self._found[side.ref]

    @cached_property
    def _whole(self) -> Deployed | None:
        """The last commit that had all that is changed as it is now."""
        for version in git.touching(self._root, self._commit, tuple(self._changed), _LIMIT):
            had = (git.content(self._root, version.commit, path) for path in self._changed)
            if all(one == now for one, now in zip(had, self._changed.values(), strict=True)):
                return Deployed(version.commit, version.date, version.subject)
        return None

    def _find(self, resource: Resource) -> Deployed | None:
        for version in git.versions(self._root, self._commit, resource.origin.path, _LIMIT):
            content = version.content(self._root) or b""
            if any(each.data == resource.data for each in self._objects(resource, content)):
                return Deployed(version.commit, version.date, version.subject)
        return None

    def _objects(self, resource: Resource, content: bytes) -> Iterator[Resource]:
        try:
            documents = read(resource.origin.path, content, self._limits).documents
        except Unreadable:
            return
        for document in documents:
            for each in read_resources(document.data, resource.origin.path, document.index):
                if each.id == resource.id:
                    yield each
