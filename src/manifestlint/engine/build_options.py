"""How this repository tells Argo CD to run kustomize."""

from collections.abc import Iterator
from typing import Any

from manifestlint.engine.sources import Sources
from manifestlint.engine.world import World
from manifestlint.source import Unreadable

OPTION = "kustomize.buildOptions"
_FREE = ("--load-restrictor LoadRestrictionsNone", "--load-restrictor=LoadRestrictionsNone")


def kustomize_is_free(world: World, sources: Sources) -> bool:
    """Whether kustomizations may read files from outside of their folder.

    So says `kustomize.buildOptions` in argocd-cm (Argo CD docs, "Kustomize", v3.1), be it the ConfigMap, a
    patch of it, or the values of a chart that makes it. Where several Argo CDs are set up it counts if all of
    them say so. The other options need programs that are not run here.
    """
    written = [text for path in world.files for text in _options(path, sources)]
    return bool(written) and all(any(free in " ".join(text.split()) for free in _FREE) for text in written)


def _options(path: str, sources: Sources) -> Iterator[str]:
    if sources.mentions(path, OPTION):
        try:
            documents = sources.get(path).documents
        except Unreadable:
            return  # told when the file itself is judged
        for document in documents:
            yield from _texts(document.data)


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(data.get(OPTION), str):
            yield data[OPTION]
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item)
