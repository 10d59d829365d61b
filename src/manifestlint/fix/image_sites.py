"""Where a repository's images are named: in pods, in Kustomize's `images`, and in a chart's values."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.image import Image, parse_image
from manifestlint.model.resource import Resource, read_resources
from manifestlint.model.shape import dig, mapping, mappings, sequence, text
from manifestlint.model.workload import as_workload
from manifestlint.render.references import NAMES
from manifestlint.source import Document


@dataclass(frozen=True, slots=True)
class Site:
    """A scalar that names an image, or its tag or digest; `wanted` is what is to stand there."""

    pointer: Pointer
    wanted: str
    missing: str = ""
    """The key that would have to be there for it, and is not."""


def find_sites(document: Document, path: str, image: Image, *, is_values: bool) -> Iterator[Site]:
    """The places in a document that say which image of the repository runs."""
    data = document.data
    if basename(path) in NAMES or _is_kustomization(data):
        yield from _kustomize(dig(data, "images"), ("images",), image)
        return
    found = False
    for resource in read_resources(data, path, document.index):
        found = True
        yield from _pods(resource, image)
        yield from _application(resource, image)
    if is_values and not found:
        yield from _values(data, (), image)


def _is_kustomization(data: Any) -> bool:
    return text(dig(data, "apiVersion")).startswith("kustomize.config.k8s.io/")


def _pods(resource: Resource, image: Image) -> Iterator[Site]:
    workload = as_workload(resource)
    for container in workload.containers() if workload else ():
        pointer = (*resource.origin.pointer, *container.pointer, "image")
        yield from _reference(container.get("image"), pointer, image)


def _reference(value: Any, pointer: Pointer, image: Image, before: str = "") -> Iterator[Site]:
    """A reference as one text; `before` is what stands ahead of it there."""
    written = parse_image(text(value).removeprefix(before))
    if isinstance(written, Image) and written.full_name == image.full_name:
        name = f"{written.registry}/{written.repository}" if written.registry else written.repository
        tag = f":{image.tag}" if image.tag else ""
        digest = f"@{image.digest}" if image.digest else ""
        yield Site(pointer, f"{before}{name}{tag}{digest}")


def _kustomize(entries: Any, base: Pointer, image: Image) -> Iterator[Site]:
    for index, entry in mappings(entries):
        if _is_named(text(entry.get("newName")) or text(entry.get("name")), image):
            yield from _fields(entry, (*base, index), image, "newTag")


def _application(resource: Resource, image: Image) -> Iterator[Site]:
    """What an Argo CD Application gives to Kustomize and Helm."""
    if (resource.id.group, resource.id.kind) != ("argoproj.io", "Application"):
        return
    sources: list[Pointer] = [("spec", "source")]
    sources += [("spec", "sources", index) for index, _ in mappings(resource.get("spec", "sources"))]
    for source in sources:
        images: Pointer = (*source, "kustomize", "images")
        for index, value in enumerate(sequence(resource.get(*images))):
            old, equals, _ = text(value).partition("=")
            before = f"{old}=" if equals else ""
            yield from _reference(value, (*resource.origin.pointer, *images, index), image, before)
        values: Pointer = (*source, "helm", "valuesObject")
        yield from _values(resource.get(*values), (*resource.origin.pointer, *values), image)


def _values(value: Any, pointer: Pointer, image: Image) -> Iterator[Site]:
    """The two shapes that charts have for an image, below a key that ends in `image`."""
    items = enumerate(value) if isinstance(value, list) else mapping(value).items()
    for key, item in items:
        here = (*pointer, key)
        is_image = isinstance(key, str) and key.lower().endswith("image")
        if is_image and isinstance(item, str):
            # Without one of the two it is a chart that puts them together of several values.
            if ":" in item.rpartition("/")[2]:
                yield from _reference(item, here, image)
        elif is_image and isinstance(item, dict) and _is_named(_repository(item), image):
            yield from _fields(item, here, image, "tag")
        else:
            yield from _values(item, here, image)


def _repository(value: dict[str, Any]) -> str:
    registry, repository = text(value.get("registry")), text(value.get("repository"))
    return f"{registry}/{repository}" if registry and repository else repository


def _is_named(written: str, image: Image) -> bool:
    named = parse_image(written)
    return (
        isinstance(named, Image) and not named.tag and not named.digest and named.full_name == image.full_name
    )


def _fields(entry: dict[str, Any], base: Pointer, image: Image, tag: str) -> Iterator[Site]:
    """Tag and digest in fields of their own; what is not asked for is emptied, for it is the old image's."""
    if tag not in entry and "digest" not in entry:
        return
    asked = {tag: image.tag, "digest": image.digest}
    missing = [field for field, wanted in asked.items() if wanted and field not in entry]
    if missing:
        yield Site(base, asked[missing[0]], missing[0])
        return
    for field, wanted in asked.items():
        if wanted or entry.get(field) not in ("", None):
            yield Site((*base, field), wanted)
