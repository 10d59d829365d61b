"""The differences that an Application ignores."""

from collections.abc import Iterator
from typing import Any

from manifestlint.argocd.application import Application, IgnoredDifference
from manifestlint.argocd.globs import glob_matches
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
    return any(
        glob_matches(entry.group, workload.id.group)
        and glob_matches(entry.kind, workload.id.kind)
        and entry.name in {"", workload.id.name}
        and entry.namespace in {"", namespace}
        and _names_replicas(entry)
        for entry in application.ignore_differences
    )


def _names_replicas(entry: IgnoredDifference) -> bool:
    """Whoever changes a field is its manager, so an entry by managers may well mean the autoscaler."""
    if {"/spec/replicas", "/spec"} & {*entry.json_pointers} or entry.managers:
        return True
    return any("replicas" in expression for expression in entry.jq_path_expressions)
