"""What an Application says, written by itself or as the template of an ApplicationSet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, mapping, mappings, sequence
from manifestlint.rulekit import At, Pointer

KINDS = ("Application", "ApplicationSet")


@dataclass(frozen=True, slots=True)
class Spec:
    """An Application's spec. Paths count from the spec."""

    resource: Resource
    pointer: Pointer
    data: dict[str, Any]
    complete: bool
    """Nothing else adds to it, as `templatePatch` and the templates of generators do."""

    def get(self, *path: str | int) -> Any:
        """What stands at the path, None where nothing does."""
        return dig(self.data, *path)

    def at(self, *path: str | int) -> At:
        """The value at the path."""
        return At((*self.pointer, *path))

    def sources(self) -> Iterator[tuple[Pointer, dict[str, Any]]]:
        """The sources that count: `sources` where it holds any, else `source`.

        None with a `sourceHydrator`, which replaces both (Argo CD `pkg/apis/application/v1alpha1/types.go`,
        `GetSources`, v3.1).
        """
        if self.get("sourceHydrator") is not None:
            return
        if self.get("sources"):
            yield from ((("sources", index), source) for index, source in mappings(self.get("sources")))
        elif isinstance(self.get("source"), dict):
            yield ("source",), self.get("source")

    def options(self) -> Iterator[tuple[int, str]]:
        """The entries of `syncOptions`, each with its index."""
        for index, option in enumerate(sequence(self.get("syncPolicy", "syncOptions"))):
            if isinstance(option, str):
                yield index, option

    def has_option(self, option: str) -> bool:
        """Whether a sync option is set, letter by letter, as Argo CD compares them."""
        return any(written == option for _, written in self.options())


def read_spec(resource: Resource) -> Spec | None:
    """The spec of an Application or of an ApplicationSet's template; None for kinds of other groups."""
    if resource.id.group != ARGOCD_GROUP:
        return None
    if resource.id.kind == "Application":
        return Spec(resource, ("spec",), mapping(resource.get("spec")), complete=True)
    pointer: Pointer = ("spec", "template", "spec")
    complete = resource.get("spec", "templatePatch") is None and not _has_templates(
        resource.get("spec", "generators")
    )
    return Spec(resource, pointer, mapping(resource.get(*pointer)), complete)


def _has_templates(generators: Any) -> bool:
    return any(
        "template" in content or _has_templates(content.get("generators"))
        for _, generator in mappings(generators)
        for content in generator.values()
        if isinstance(content, dict)
    )


def is_templated(value: Any) -> bool:
    """Whether an ApplicationSet fills the value in."""
    return isinstance(value, str) and "{{" in value
