"""The identity of a Kubernetes object."""

from dataclasses import dataclass

from manifestlint.core.place import Origin


@dataclass(frozen=True, slots=True, order=True)
class ResourceId:
    """What the API server tells objects apart by; `namespace` is empty where the manifest names none."""

    group: str
    version: str
    kind: str
    namespace: str
    name: str

    def __str__(self) -> str:
        name = self.name or "without a name"
        return f"{self.kind} {self.namespace}/{name}" if self.namespace else f"{self.kind} {name}"

    @property
    def api_version(self) -> str:
        """`apps/v1`, or `v1` for the core group."""
        return f"{self.group}/{self.version}" if self.group else self.version


NOBODY = ResourceId("", "", "", "", "")
"""The identity of what is no object: a problem of a document as such."""


@dataclass(frozen=True, slots=True)
class ResourceRef:
    """A resource by identity and by place in the source."""

    id: ResourceId
    origin: Origin
