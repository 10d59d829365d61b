"""The differences that an Application ignores."""

from collections.abc import Iterator
from typing import Any

from manifestlint.argocd.application import Application
from manifestlint.argocd.ignored import is_ignored
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mappings, sequence
from manifestlint.rulekit import At
from manifestlint.rules.argocd._spec import read_spec


def entries(resource: Resource) -> Iterator[tuple[At, dict[str, Any]]]:
    """The entries of `ignoreDifferences`, each with its place."""
    spec = read_spec(resource)
    if spec is not None:
        for index, entry in mappings(spec.get("ignoreDifferences")):
            yield spec.at("ignoreDifferences", index), entry


def expressions(resource: Resource, field: str) -> Iterator[tuple[At, str]]:
    """What the entries list in a field, each with its place; what a generator fills in is left out."""
    for place, entry in entries(resource):
        for index, written in enumerate(sequence(entry.get(field))):
            if isinstance(written, str) and "{{" not in written:
                yield At((*place.pointer, field, index)), written


def ignores_replicas(application: Application, bundle: Bundle, workload: Facts) -> bool:
    """Whether an Application takes no notice of how many pods a workload has."""
    namespace = bundle.namespace_of(workload)
    return is_ignored(application, workload.id, namespace, ("spec", "replicas"))
