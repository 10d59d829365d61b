"""What was deployed before, by the history of the branch that a change is for."""

from collections.abc import Iterator
from pathlib import Path

from manifestlint.model.resource import Resource, read_resources
from manifestlint.model.transition import Deployed, Side
from manifestlint.source import Limits, Unreadable, git, read

_LIMIT = 50
"""Versions of a file that are looked at, the last ones: what is older is no rollback."""


class History:
    """Looks objects up in the commits before one; each is asked for once."""

    def __init__(self, root: Path, commit: str, limits: Limits) -> None:
        self._root = root
        self._commit = commit
        self._limits = limits
        self._found: dict[object, Deployed | None] = {}

    def deployed(self, side: Side) -> Deployed | None:
        """The last commit whose file had the object just so; None for what a tool renders."""
        if side.resource.origin.made_of:
            return None
        if side.ref not in self._found:
            self._found[side.ref] = self._find(side.resource)
        return self._found[side.ref]

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
