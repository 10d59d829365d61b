"""The images that commits changed, and which commits take others back."""

import re
from collections.abc import Iterable, Iterator, Mapping

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
_Pair = tuple[Image | None, Image | None]
_Told = tuple[Commit, list[_Pair]]


def deployments(commits: Iterable[Commit], contents: Mapping[str, bytes]) -> list[Deployment]:
    """Every commit with its images; `contents` has the objects that the commits name."""
    told = [(commit, _pairs(commit.files, contents)) for commit in commits]
    return [_deployment(*each, told[number:]) for number, each in enumerate(told, start=1)]


def _deployment(commit: Commit, pairs: list[_Pair], earlier: list[_Told]) -> Deployment:
    return Deployment(
        commit.commit,
        commit.date,
        commit.author,
        commit.message.partition("\n")[0],
        tuple(dict.fromkeys(_version(*pair) for pair in pairs)),
        len(commit.files),
        commit.is_merge,
        _taken_back(commit, pairs, earlier),
        _had(pairs, earlier),
    )


def _version(old: Image | None, new: Image | None) -> Version:
    if old and new:
        return Version(*named(old, new), step_between(old, new))
    only = old or new
    name, before, _ = named(only, only) if only else ("", "", "")
    return Version(name, before if old else "", before if new else "", "added" if new else "removed")


def _taken_back(commit: Commit, pairs: list[_Pair], earlier: list[_Told]) -> str:
    """The commit that one says it reverts, else the last one that changed just its images the other way."""
    said = _REVERTS.search(commit.message)
    known = (each.commit for each, _ in earlier if said and each.commit.startswith(said[1]))
    turned = {(new, old) for old, new in _names(pairs)}
    undone = (each.commit for each, others in earlier if turned and turned == _names(others))
    return next(known, "") or next(undone, "")


def _had(pairs: list[_Pair], earlier: list[_Told]) -> str:
    """The last commit that brought all the images that one brings."""
    brought = {new for _, new in _names(pairs)} - {""}
    before = (
        each.commit for each, others in earlier if brought and brought <= {new for _, new in _names(others)}
    )
    return next(before, "")


def _names(pairs: list[_Pair]) -> set[tuple[str, str]]:
    return {(_name(old), _name(new)) for old, new in pairs}


def _name(image: Image | None) -> str:
    return f"{image.full_name}:{image.tag}@{image.digest}" if image else ""


def _pairs(files: Iterable[Blobs], contents: Mapping[str, bytes]) -> list[_Pair]:
    """The images that are others now, once for each place; a place may move to another file."""
    before: dict[_Key, Image] = {}
    after: dict[_Key, Image] = {}
    for each in files:
        # What stays in its file is told apart from its like in other files, such as those of other stages.
        where = (each.path,) if each.before and each.after else ()
        for found, blob in ((before, each.before), (after, each.after)):
            found.update((where + key, image) for key, image in _images(each.path, contents.get(blob, b"")))
    changed = [(before.get(key), after.get(key)) for key in dict.fromkeys((*before, *after))]
    return [pair for pair in changed if _name(pair[0]) != _name(pair[1])]


def _images(path: str, content: bytes) -> Iterator[tuple[_Key, Image]]:
    try:
        documents = read(path, content).documents
    except Unreadable:
        return
    for document in documents:
        owner = tuple(text(dig(document.data, *at)) for at in _OWNER)
        for site in find_images(document, path, is_values="values" in path.rpartition("/")[2]):
            yield (*owner, *named_pointer(document.data, site.pointer)), site.image
