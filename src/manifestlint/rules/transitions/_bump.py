"""What a change that should only set an image's version may consist of."""

from collections.abc import Iterator
from posixpath import splitext
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.image import Image, parse_image
from manifestlint.model.shape import text
from manifestlint.model.transition import Change

_MANIFESTS = frozenset({".yaml", ".yml", ".json"})


def bumped_repository(pointer: Pointer, old: Any, new: Any) -> str | None:
    """The repository whose image gets another tag or digest there."""
    if "image" not in pointer[-1:] and "images" not in pointer[-2:-1]:
        return None
    images = [parse_image(text(value).rpartition("=")[2]) for value in (old, new)]
    names = {image.full_name for image in images if isinstance(image, Image)}
    return names.pop() if len(names) == 1 and all(isinstance(image, Image) for image in images) else None


def files_beside(change: Change) -> Iterator[str]:
    """Files that decide about the pull request, and those that are no manifests at all."""
    for path in sorted(change.paths):
        decides = "policies" in path.split("/") or path.startswith(".")
        if change.transitions and (decides or splitext(path)[1] not in _MANIFESTS):
            yield path
