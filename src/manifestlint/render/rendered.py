"""What a tool printed, as objects and as text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.core.resource import ResourceId
from manifestlint.model.resource import read_resources
from manifestlint.render.failure import NotRenderable
from manifestlint.source import Document, Source, Unreadable, read
from manifestlint.source.chunks import chunks
from manifestlint.source.limits import DEFAULTS, Limits


@dataclass(frozen=True, slots=True)
class RenderedResource:
    """One object as it is applied, and the file that it comes from."""

    id: ResourceId
    data: dict[str, Any] = field(repr=False)
    path: str
    """Relative to the tree's root: the manifest, the template, or what makes the generator make it."""
    text: str = field(repr=False)
    """The lines that the tool printed for it."""
    pointer: Pointer = ()
    """Where it stands in `text`: at its root, but for an item of a List."""
    generator: str = ""
    """The kind of Kustomize generator that made it, such as `ConfigMapGenerator`."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """All objects of a source, in the order in which the tool printed them."""

    resources: tuple[RenderedResource, ...]
    inputs: tuple[str, ...] = ()
    """Files of the tree that it was made of: as long as they are the same, so is the result."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One document of a tool's output."""

    data: dict[str, Any]
    text: str
    source: Source


def printed(output: bytes, tool: str, limits: Limits = DEFAULTS) -> Iterator[tuple[str, Printed | None]]:
    """Every document with its text, None where it holds nothing.

    Argo CD takes a document without content as nothing, and fails on one that is no object
    (argoproj/gitops-engine, `pkg/utils/kube/kube.go`, `SplitYAML`).

    Raises:
        NotRenderable: Argo CD could not read the output either.
    """
    text = output.decode("utf-8", "replace")
    for start, end in chunks(text):
        part = text[start:end].removeprefix("---").lstrip("\n")
        source = _read(part, tool, limits)
        if not source.documents:
            yield part, None
            continue
        document = source.documents[0]
        yield part, Printed(_object(document, part, tool), part, source)


def resources_of(document: Printed, path: str, generator: str = "") -> Iterator[RenderedResource]:
    """The objects of a document; Argo CD takes a List apart as we do elsewhere."""
    for resource in read_resources(document.data, path, 0):
        pointer = resource.origin.pointer
        yield RenderedResource(resource.id, resource.data, path, document.text, pointer, generator)


def _read(text: str, tool: str, limits: Limits) -> Source:
    try:
        source = read("", text.encode(), limits)
    except Unreadable as error:
        raise NotRenderable(f"what `{tool}` printed cannot be read: {error.message}") from None
    broken = next((flaw for flaw in source.flaws if flaw.rule == "yaml-syntax"), None)
    if broken is not None:
        excerpt = "\n".join(source.excerpt(broken.span).lines)
        raise NotRenderable(f"what `{tool}` printed is no YAML: {broken.message}", excerpt)
    return source


def _object(document: Document, text: str, tool: str) -> dict[str, Any]:
    data = document.data
    if isinstance(data, dict) and isinstance(data.get("kind"), str) and data["kind"]:
        return data
    first = next((line for line in text.splitlines() if line.strip()), "")
    raise NotRenderable(f"`{tool}` printed a document that is no object, because it has no kind", first)
