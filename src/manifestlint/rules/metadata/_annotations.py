"""Where annotations stand that the API server looks at."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.model.shape import strings
from manifestlint.model.workload import as_workload
from manifestlint.rulekit import Pointer

_OWN: Pointer = ("metadata", "annotations")


def annotations(resource: Resource) -> Iterator[tuple[Pointer, dict[str, str]]]:
    """The annotations of the object and of its pods, each with its place."""
    own = resource.annotations
    if own:
        yield _OWN, own
    workload = as_workload(resource)
    if workload and workload.template:
        pointer: Pointer = (*workload.template, *_OWN)
        yield pointer, strings(resource.get(*pointer))
