"""CustomResourceDefinitions: which kinds they define, and what judges the objects of these.

    kinds = read_crds(resources)        # of the checked files, and of the files that `spec.schemas` names
    add_crds(schemas, kinds)

Nothing is translated or compiled before an object of a kind is judged.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from manifestlint.core.place import At, Pointer
from manifestlint.core.resource import ResourceRef
from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, mapping, mappings, text
from manifestlint.schema.compiled import Compiled
from manifestlint.schema.crd_formats import CRD_FORMATS
from manifestlint.schema.crd_prepare import has_unique_lists, prepared, repetitions
from manifestlint.schema.crd_schema import custom_schema
from manifestlint.schema.fault import Fault
from manifestlint.schema.schemas import Schemas

Schema = dict[str, Any]

GROUP, KIND = "apiextensions.k8s.io", "CustomResourceDefinition"
_META = ("apiVersion", "kind", "metadata")


@dataclass(frozen=True)
class CustomVersion:
    """A version of a custom kind. The schema is worked out with the first object, hence no slots."""

    name: str
    served: bool
    storage: bool
    deprecated: bool
    deprecation: str
    """What the server says about a deprecated version; empty: its own words."""
    written: Schema | None
    """The schema as the CRD has it; None where it has none, and so nothing can be checked."""
    preserve: bool
    """Unknown fields are kept everywhere, as v1beta1 did where nothing was said."""
    status_dropped: bool
    """The status subresource is on, so what a manifest says below `status` is dropped."""

    @cached_property
    def _translated(self) -> tuple[Schema, tuple[str, ...]]:
        return custom_schema(self.written or {}, preserve=self.preserve, status_dropped=self.status_dropped)

    @cached_property
    def schema(self) -> Schema:
        """The JSON Schema that the server's validation amounts to."""
        return self._translated[0]

    @property
    def is_used(self) -> bool:
        """Whether an object of this version was judged."""
        return "_translated" in self.__dict__

    @cached_property
    def unchecked(self) -> tuple[str, ...]:
        """What the CRD asks for and is not checked, in words: CEL rules, patterns that no engine takes."""
        return self._translated[1]

    @cached_property
    def _compiled(self) -> Compiled:
        return Compiled(self.schema, CRD_FORMATS)

    @cached_property
    def _unique_lists(self) -> bool:
        return has_unique_lists(self.written)

    def faults(self, data: Any) -> Iterator[Fault]:
        """Everything that the server would refuse in an object of this version."""
        ready = self._ready(data)
        for fault in self._compiled.faults(ready):
            pointer = _written_part(data, fault.at.pointer)
            yield fault if pointer == fault.at.pointer else replace(fault, at=_key(pointer))
        if self._unique_lists and self.written:
            yield from repetitions(ready, self.written)

    def _ready(self, data: Any) -> Any:
        """The object as it is when the server validates it."""
        if self.preserve or not isinstance(data, dict):
            return data
        body = {key: value for key, value in data.items() if key not in _META}
        return {**{key: data[key] for key in _META if key in data}, **prepared(body, self._body)}

    @cached_property
    def _body(self) -> Schema:
        """The written schema without what every object has."""
        written = self.written or {}
        hidden = {*_META, "status"} if self.status_dropped else set(_META)
        properties = mapping(written.get("properties")).items()
        return {**written, "properties": {key: inner for key, inner in properties if key not in hidden}}


@dataclass(frozen=True, slots=True)
class CustomKind:
    """A kind that a CRD defines."""

    group: str
    kind: str
    plural: str
    namespaced: bool
    versions: tuple[CustomVersion, ...]
    ref: ResourceRef
    """The CRD itself."""


def read_crds(resources: Iterable[Resource]) -> Iterator[CustomKind]:
    """The kinds that the CRDs among the resources define; a CRD that names no kind defines none."""
    for resource in resources:
        if (resource.id.group, resource.id.kind) == (GROUP, KIND):
            kind = _read(resource)
            if kind.group and kind.kind and kind.versions:
                yield kind


def add_crds(schemas: Schemas, kinds: Iterable[CustomKind]) -> None:
    """Let the schemas judge custom kinds, in the versions that are served.

    A kind may be defined more than once, as in a folder for each environment. An object is then right where
    one of the definitions takes it.
    """
    found: dict[tuple[str, str, str], list[CustomVersion]] = {}
    for kind in kinds:
        for version in kind.versions:
            others = found.setdefault((kind.group, version.name, kind.kind), [])
            if version.served and version.written is not None and version not in others:
                others.append(version)
    for (group, name, custom), versions in found.items():
        if versions:
            schemas.add(group, name, custom, _loader(tuple(versions)))


def _loader(versions: tuple[CustomVersion, ...]) -> Callable[[], "CustomVersion | _AnyOf"]:
    return lambda: versions[0] if len(versions) == 1 else _AnyOf(versions)


@dataclass(frozen=True, slots=True)
class _AnyOf:
    """Several definitions of one kind and version."""

    versions: tuple[CustomVersion, ...]

    def faults(self, data: Any) -> Iterator[Fault]:
        """What the definition that fits best says; nothing where one takes the object."""
        yield from min((list(version.faults(data)) for version in self.versions), key=len)


def _read(resource: Resource) -> CustomKind:
    spec = mapping(resource.get("spec"))
    legacy = resource.id.version == "v1beta1"
    versions = [version for _, version in mappings(spec.get("versions"))]
    if legacy and not versions and text(spec.get("version")):
        versions = [{"name": spec["version"], "served": True, "storage": True}]
    preserve = spec.get("preserveUnknownFields", legacy) is True
    shared = spec if legacy else {}
    return CustomKind(
        group=text(spec.get("group")),
        kind=text(dig(spec, "names", "kind")),
        plural=text(dig(spec, "names", "plural")),
        namespaced=spec.get("scope", "Namespaced") != "Cluster",
        versions=tuple(
            _version(version, shared, preserve=preserve) for version in versions if text(version.get("name"))
        ),
        ref=resource.ref,
    )


def _version(version: dict[str, Any], shared: dict[str, Any], *, preserve: bool) -> CustomVersion:
    """A version; v1beta1 may say once for all of them what each says for itself in v1."""
    schema = dig(version, "schema", "openAPIV3Schema") or dig(shared, "validation", "openAPIV3Schema")
    subresources = mapping(version.get("subresources", shared.get("subresources")))
    return CustomVersion(
        name=text(version.get("name")),
        served=version.get("served") is True,
        storage=version.get("storage") is True,
        deprecated=version.get("deprecated") is True,
        deprecation=text(version.get("deprecationWarning")),
        written=schema if isinstance(schema, dict) else None,
        preserve=preserve,
        status_dropped=isinstance(subresources.get("status"), dict),
    )


def _written_part(data: Any, pointer: Pointer) -> Pointer:
    """The part of a pointer that leads to something written, not to a default that was filled in."""
    for length, part in enumerate(pointer):
        there = part in data if isinstance(data, dict) else isinstance(data, list) and int(part) < len(data)
        if not there:
            return pointer[:length]
        data = data[part]
    return pointer


def _key(pointer: Pointer) -> At:
    """The key at the end of a pointer; the item where it ends in a list, the kind where it is the root."""
    if not pointer:
        return At(("kind",))
    return At(pointer, on="key" if isinstance(pointer[-1], str) else "value")
