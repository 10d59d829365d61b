"""Kubernetes objects, as they stand in a document."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from manifestlint.core.place import At, Origin, Pointer
from manifestlint.core.resource import ResourceId, ResourceRef
from manifestlint.core.version import Minor
from manifestlint.model.kinds import is_client_side
from manifestlint.model.shape import dig, mapping, sequence, strings, text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Resource:
    """One object. Pointers in it count from the object itself, also where it is an item of a List."""

    id: ResourceId
    origin: Origin
    data: dict[str, Any]
    cluster: Minor | None = None
    """The Kubernetes that it is for; None: the newest known."""
    _made: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, make: "Callable[[Resource], T]") -> T:
        """What a function makes of the object. It is made once: dozens of rules ask for the same."""
        made = self._made
        if make not in made:
            made[make] = make(self)
        return cast("T", made[make])

    def forget(self) -> None:
        """Let go of what was made: it refers back to the object, and would wait for the garbage collector."""
        self._made.clear()

    def on(self, minor: int) -> bool:
        """Whether its cluster is Kubernetes 1.`minor` or later."""
        return self.cluster is None or self.cluster.minor >= minor

    @property
    def ref(self) -> ResourceRef:
        """Identity and place, without the data."""
        return self.once(_ref)

    @property
    def labels(self) -> dict[str, str]:
        """`metadata.labels`, as far as they are strings."""
        return self.once(_labels)

    @property
    def annotations(self) -> dict[str, str]:
        """`metadata.annotations`, as far as they are strings."""
        return self.once(_annotations)

    def get(self, *path: str | int) -> Any:
        """What stands at the path, None where nothing does."""
        return dig(self.data, *path)


def _ref(resource: Resource) -> ResourceRef:
    return ResourceRef(resource.id, resource.origin)


def _labels(resource: Resource) -> dict[str, str]:
    return strings(resource.get("metadata", "labels"))


def _annotations(resource: Resource) -> dict[str, str]:
    return strings(resource.get("metadata", "annotations"))


def at(*path: str | int, chars: tuple[int, int] | None = None) -> At:
    """The value at a path of a resource."""
    return At(path, chars=chars)


def key(*path: str | int) -> At:
    """The key at the end of a path of a resource."""
    return At(path, on="key")


def read_resources(data: Any, path: str, document: int) -> Iterator[Resource]:
    """The objects that a document holds: itself, or the items of a List.

    Tools' configuration files (a kustomization, a kubeconfig) and other YAML hold none. A List is taken
    apart as kubectl and Argo CD do: any kind ending in `List` that has `items`.
    """
    yield from _walk(data, Origin(path, document))


def _walk(data: Any, origin: Origin) -> Iterator[Resource]:
    api_version, kind = text(dig(data, "apiVersion")), text(dig(data, "kind"))
    if not api_version or not kind:
        return
    if kind.endswith("List") and "items" in data:
        for index, item in enumerate(sequence(data["items"])):
            pointer: Pointer = (*origin.pointer, "items", index)
            yield from _walk(item, Origin(origin.path, origin.document, pointer))
        return
    group, _, version = api_version.rpartition("/")
    if is_client_side(group, kind):
        return
    metadata = mapping(data.get("metadata"))
    name = text(metadata.get("name")) or text(metadata.get("generateName"))
    yield Resource(ResourceId(group, version, kind, text(metadata.get("namespace")), name), origin, data)
