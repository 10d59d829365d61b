"""The images that commits changed, and which commits take others back."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence

from manifestlint.core.history import Deployment
from manifestlint.core.place import Pointer
from manifestlint.core.review import Version
from manifestlint.engine.place import named_pointer
from manifestlint.fix.image_sites import find_images
from manifestlint.model.image import Image
from manifestlint.model.shape import dig, text
from manifestlint.review.versions import named, step_between
from manifestlint.source import Unreadable, read
from manifestlint.source.log import Blobs, Commit

_REVERTS = re.compile(r"This reverts commit ([0-9a-f]{7,64})")
_OWNER: tuple[Pointer, ...] = (("kind",), ("metadata", "namespace"), ("metadata", "name"))
_Key = tuple[object, ...]
_Images = Mapping[_Key, Image]
_Place = tuple[str, _Key]
_Changes = Mapping[_Place, tuple[Image | None, Image | None]]
_Told = tuple[Commit, _Changes]


def deployments(
    commits: Sequence[Commit], contents: Mapping[str, bytes], named: Container[str] = ()
) -> list[Deployment]:
    """Every commit with its images, in the same order.

    `contents` has the objects that the commits name, `named` the files that hold a chart's values whatever
    they are called.
    """
    reader = _Reader(contents, named)
    told = [(commit, reader.changes(commit.files)) for commit in reversed(commits)][::-1]
    return [_deployment(*each, told[number:]) for number, each in enumerate(told, start=1)]


class _Reader:
    """Reads one commit after the other, the oldest first; what cannot be read is as it was before."""

    def __init__(self, contents: Mapping[str, bytes], named: Container[str]) -> None:
        self._contents = contents
        self._named = named
        self._last: dict[str, _Images] = {}

    def changes(self, files: Iterable[Blobs]) -> _Changes:
        """The images that are others now, by place; a place may move to another file."""
        found: dict[_Place, tuple[Image | None, Image | None]] = {}
        gone: dict[_Key, tuple[str, Image]] = {}
        come: dict[_Key, tuple[str, Image]] = {}
        for each in files:
            before = self._images(each.path, each.before, self._last.get(each.path, {}))
            after = self._last[each.path] = self._images(each.path, each.after, before)
            if each.before and each.after:
                # What stays in its file is told apart from its like in others, such as those of other stages.
                keys = dict.fromkeys((*before, *after))
                found |= {(each.path, key): (before.get(key), after.get(key)) for key in keys}
            else:
                gone |= {key: (each.path, image) for key, image in before.items() if each.before}
                come |= {key: (each.path, image) for key, image in after.items() if each.after}
        found |= {(path, key): (image, None) for key, (path, image) in gone.items() if key not in come}
        found |= {(path, key): (gone.get(key, ("", None))[1], image) for key, (path, image) in come.items()}
        return {place: pair for place, pair in found.items() if _name(pair[0]) != _name(pair[1])}

    def _images(self, path: str, blob: str, otherwise: _Images) -> _Images:
        content = self._contents.get(blob)
        if content is None:
            return otherwise if blob else {}
        try:
            source = read(path, content)
        except Unreadable:
            return otherwise
        if any(flaw.rule == "yaml-syntax" for flaw in source.flaws):
            return otherwise
        is_values = path in self._named or "values" in path.rpartition("/")[2]
        return {
            (
                *(text(dig(document.data, *at)) for at in _OWNER),
                *named_pointer(document.data, site.pointer),
            ): (site.image)
            for document in source.documents
            for site in find_images(document, path, is_values=is_values)
        }


def _deployment(commit: Commit, changes: _Changes, earlier: list[_Told]) -> Deployment:
    return Deployment(
        commit.commit,
        commit.date,
        commit.author,
        commit.message.partition("\n")[0],
        tuple(dict.fromkeys(_version(*pair, first=not commit.parents) for pair in changes.values())),
        len(commit.files),
        tuple(dict.fromkeys(path for path, _ in changes)),
        len(commit.parents) > 1,
        _taken_back(commit, changes, earlier),
        _had(changes, earlier),
    )


def _version(old: Image | None, new: Image | None, *, first: bool) -> Version:
    if old and new:
        return Version(*named(old, new), step_between(old, new))
    only = old or new
    name, before, _ = named(only, only) if only else ("", "", "")
    step = "removed" if old else "first seen" if first else "added"
    return Version(name, before if old else "", before if new else "", step)


def _taken_back(commit: Commit, changes: _Changes, earlier: list[_Told]) -> str:
    """The last commit that changed just these images the other way, else the one that this says to revert.

    What is said is believed only if an image goes back to what it was before that commit, or none changes.
    """
    turned = {(place, _name(new), _name(old)) for place, (old, new) in changes.items()}
    for each, others in earlier:
        if turned and turned == {(place, _name(old), _name(new)) for place, (old, new) in others.items()}:
            return each.commit
    said = _REVERTS.search(commit.message)
    for each, others in earlier if said else ():
        back = any(
            _name(new) == _name(others[place][0]) for place, (_, new) in changes.items() if place in others
        )
        if said and each.commit.startswith(said[1]) and (back or not changes):
            return each.commit
    return ""


def _had(changes: _Changes, earlier: list[_Told]) -> str:
    """The last commit that brought all the images that one brings, to the same places."""
    brought = {place: _name(new) for place, (_, new) in changes.items() if new}
    for each, others in earlier if brought else ():
        if all(place in others and _name(others[place][1]) == name for place, name in brought.items()):
            return each.commit
    return ""


def _name(image: Image | None) -> str:
    return f"{image.full_name}:{image.tag}@{image.digest}" if image else ""
