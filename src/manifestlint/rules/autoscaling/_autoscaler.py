"""A HorizontalPodAutoscaler as the API server reads it."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import mappings
from manifestlint.rulekit import Pointer

GROUP = "autoscaling"
KIND = "HorizontalPodAutoscaler"
SPEC: Pointer = ("spec",)
SOURCES = {
    "Resource": "resource",
    "ContainerResource": "containerResource",
    "Pods": "pods",
    "Object": "object",
    "External": "external",
}
"""The types of metrics, and the field that describes each."""


def is_autoscaler(resource: Resource) -> bool:
    """Whether this is Kubernetes' own autoscaler."""
    return resource.id.group == GROUP


def metrics(resource: Resource) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """The metrics, each with its place; none in `autoscaling/v1`, which has no such list."""
    if resource.id.version == "v2":
        for index, metric in mappings(resource.get(*SPEC, "metrics")):
            yield (*SPEC, "metrics", index), metric
