"""Files that were read, kept for as long as a run may ask for them again."""

from collections import OrderedDict
from typing import Any

from manifestlint.core.failure import FailureKind
from manifestlint.core.place import Origin
from manifestlint.render import Rendered, RenderedResource
from manifestlint.source import Limits, Revision, Source, Tree, Unreadable, read

_KEPT_CHARACTERS = 6 * 1024 * 1024
"""As values this is some ten times as much memory."""
MARKERS = ("argoproj.io", "CustomResourceDefinition", "kustomize.buildOptions")
"""Words without which a file need not be read before its turn."""


class Sources:
    """Reads through a tree and remembers the last files; also the reason why one could not be read."""

    is_earlier = False
    """It reads what a change is compared with."""
    before: "Sources | None" = None
    """The same of what a change is compared with."""
    _mark = ""
    """Tells what was rendered here from what was rendered of another tree."""

    def __init__(self, tree: Tree, limits: Limits) -> None:
        self.tree = tree
        self._limits = limits
        self._rendered: dict[str, tuple[RenderedResource, Rendered]] = {}
        self._mentioned: dict[str, frozenset[str]] = {}
        self._kept: OrderedDict[str, Source | Unreadable] = OrderedDict()
        self._held = 0
        self._last: Source | None = None
        self.places: dict[object, Any] = {}
        """Where things stand, for whoever finds places."""

    def get(self, path: str) -> Source:
        """The file as read.

        Raises:
            Unreadable: it cannot be opened, is no text, or is over a limit.
        """
        kept = self._kept.get(path)
        if kept is None:
            kept = self._kept[path] = self._read(path)
            self._held += _size(kept)
            while self._held > _KEPT_CHARACTERS and len(self._kept) > 1:
                self._held -= _size(self._kept.popitem(last=False)[1])
        if isinstance(kept, Unreadable):
            raise kept
        return kept

    def add_rendered(self, name: str, resource: RenderedResource, rendered: Rendered) -> Origin:
        """Remember an object that a tool made; what stands for the file that it never was."""
        key = f"{name}\0{self._mark}{len(self._rendered)}"
        self._rendered[key] = (resource, rendered)
        return Origin(key, 0, (), resource.path)

    def rendered(self, path: str) -> tuple[RenderedResource, Rendered] | None:
        """The object that a tool made, and everything that it made with it; None for a file."""
        return self._rendered.get(path)

    def mentions(self, path: str, word: str) -> bool:
        """Whether one of `MARKERS` stands in the file's bytes; False where it cannot be opened."""
        found = self._mentioned.get(path)
        if found is None:
            try:
                content = self.tree.read(path)
            except OSError:
                content = b""
            found = self._mentioned[path] = frozenset(each for each in MARKERS if each.encode() in content)
        return word in found

    def _read(self, path: str) -> Source | Unreadable:
        # Files are judged one after the other, and where one has findings the next one mostly has some too.
        last = self._last
        if last is not None:
            last.forget_events()
        keeps_events = last is not None and last.is_pointed_at
        try:
            self._last = read(path, self.tree.read(path), self._limits, keeps_events=keeps_events)
        except Unreadable as error:
            return error
        except OSError as error:
            return Unreadable(FailureKind.UNREADABLE, error.strerror or str(error))
        return self._last


def _size(kept: Source | Unreadable) -> int:
    return len(kept.text) if isinstance(kept, Source) else 0


class Earlier(Sources):
    """Reads what a change is compared with; what both trees have alike is not read twice."""

    is_earlier = True
    _mark = "before "

    def __init__(self, revision: Revision, limits: Limits, later: Sources) -> None:
        super().__init__(revision, limits)
        self._revision = revision
        self._later = later

    def get(self, path: str) -> Source:
        """The file as read; raises Unreadable like that of any tree."""
        return self._later.get(path) if self._revision.is_same(path) else super().get(path)

    def rendered(self, path: str) -> tuple[RenderedResource, Rendered] | None:
        """The object that a tool made of this tree, or of the other one where they are alike."""
        return super().rendered(path) or self._later.rendered(path)

    def mentions(self, path: str, word: str) -> bool:
        """Whether one of `MARKERS` stands in the file's bytes."""
        if self._revision.is_same(path):
            return self._later.mentions(path, word)
        return super().mentions(path, word)

    def defines(self, path: str) -> bool:
        """Whether one of the trees has a CustomResourceDefinition in a file."""
        return self._later.mentions(path, MARKERS[1]) or super().mentions(path, MARKERS[1])
