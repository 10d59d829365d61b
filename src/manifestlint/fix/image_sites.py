"""Where a repository's images are named: in pods, in Kustomize's `images`, and in a chart's values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
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
class Named:
    """A place that names an image: a text, or a mapping with tag and digest in fields of their own."""

    pointer: Pointer
    image: Image
    before: str = ""
    """What stands ahead of the image in the text."""
    entry: Mapping[str, Any] | None = None
    """The mapping; None for a text."""
    tag: str = ""
    """The mapping's field for the tag."""


@dataclass(frozen=True, slots=True)
class Site:
    """A scalar that names an image, or its tag or digest; `wanted` is what is to stand there."""

    pointer: Pointer
    wanted: str
    missing: str = ""
    """The key that would have to be there for it, and is not."""


def find_sites(document: Document, path: str, image: Image, *, is_values: bool) -> Iterator[Site]:
    """The places in a document that say which image of the repository runs."""
    for named in find_images(document, path, is_values=is_values):
        if named.image.full_name != image.full_name:
            continue
        if named.entry is None:
            yield Site(named.pointer, f"{named.before}{_written(named.image, image)}")
        else:
            yield from _fields(named.entry, named.pointer, image, named.tag)


def find_images(document: Document, path: str, *, is_values: bool) -> Iterator[Named]:
    """All places in a document that name an image."""
    data = document.data
    if basename(path) in NAMES or _is_kustomization(data):
        yield from _kustomize(dig(data, "images"), ("images",))
        return
    found = False
    for resource in read_resources(data, path, document.index):
        found = True
        yield from _pods(resource)
        yield from _application(resource)
    if is_values and not found:
        yield from _values(data, ())


def _is_kustomization(data: Any) -> bool:
    return text(dig(data, "apiVersion")).startswith("kustomize.config.k8s.io/")


def _pods(resource: Resource) -> Iterator[Named]:
    workload = as_workload(resource)
    for container in workload.containers() if workload else ():
        pointer = (*resource.origin.pointer, *container.pointer, "image")
        yield from _reference(container.get("image"), pointer)


def _reference(value: Any, pointer: Pointer, before: str = "") -> Iterator[Named]:
    """A reference as one text; `before` is what stands ahead of it there."""
    image = parse_image(text(value).removeprefix(before))
    if isinstance(image, Image):
        yield Named(pointer, image, before)


def _written(named: Image, image: Image) -> str:
    """The image, its repository spelt as it was."""
    name = f"{named.registry}/{named.repository}" if named.registry else named.repository
    tag = f":{image.tag}" if image.tag else ""
    digest = f"@{image.digest}" if image.digest else ""
    return f"{name}{tag}{digest}"


def _kustomize(entries: Any, base: Pointer) -> Iterator[Named]:
    for index, entry in mappings(entries):
        yield from _entry(
            text(entry.get("newName")) or text(entry.get("name")), entry, (*base, index), "newTag"
        )


def _entry(repository: str, entry: dict[str, Any], pointer: Pointer, tag: str) -> Iterator[Named]:
    """A repository with tag and digest in fields of their own."""
    image = parse_image(repository)
    if isinstance(image, Image) and not image.tag and not image.digest:
        full = replace(image, tag=_shown(entry.get(tag)), digest=_shown(entry.get("digest")))
        yield Named(pointer, replace(full, text=_written(image, full)), entry=entry, tag=tag)


def _shown(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _application(resource: Resource) -> Iterator[Named]:
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
            yield from _reference(value, (*resource.origin.pointer, *images, index), before)
        values: Pointer = (*source, "helm", "valuesObject")
        yield from _values(resource.get(*values), (*resource.origin.pointer, *values))


def _values(value: Any, pointer: Pointer) -> Iterator[Named]:
    """The two shapes that charts have for an image, below a key that ends in `image`."""
    items = enumerate(value) if isinstance(value, list) else mapping(value).items()
    for key, item in items:
        here = (*pointer, key)
        is_image = isinstance(key, str) and key.lower().endswith("image")
        if is_image and isinstance(item, str):
            # Without one of the two it is a chart that puts them together of several values.
            if ":" in item.rpartition("/")[2]:
                yield from _reference(item, here)
        elif is_image and isinstance(item, dict) and _repository(item):
            yield from _entry(_repository(item), item, here, "tag")
        else:
            yield from _values(item, here)


def _repository(value: dict[str, Any]) -> str:
    registry, repository = text(value.get("registry")), text(value.get("repository"))
    return f"{registry}/{repository}" if registry and repository else repository


def _fields(entry: Mapping[str, Any], base: Pointer, image: Image, tag: str) -> Iterator[Site]:
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
