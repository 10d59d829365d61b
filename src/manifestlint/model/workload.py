"""Objects that run pods, and the containers in them."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from manifestlint.core.place import At, Pointer
from manifestlint.model.image import Image, InvalidImage, parse_image
from manifestlint.model.resource import Resource
from manifestlint.model.selector import Selector, label_selector, plain_selector
from manifestlint.model.shape import dig, integer, mapping, mappings, strings, text

_TEMPLATE: Pointer = ("spec", "template")
TEMPLATES: dict[tuple[str, str], Pointer] = {
    ("", "Pod"): (),
    ("", "PodTemplate"): ("template",),
    ("", "ReplicationController"): _TEMPLATE,
    ("apps", "Deployment"): _TEMPLATE,
    ("apps", "ReplicaSet"): _TEMPLATE,
    ("apps", "StatefulSet"): _TEMPLATE,
    ("apps", "DaemonSet"): _TEMPLATE,
    ("extensions", "Deployment"): _TEMPLATE,
    ("extensions", "ReplicaSet"): _TEMPLATE,
    ("extensions", "DaemonSet"): _TEMPLATE,
    ("batch", "Job"): _TEMPLATE,
    ("batch", "CronJob"): ("spec", "jobTemplate", "spec", "template"),
    ("argoproj.io", "Rollout"): _TEMPLATE,
    ("apps.openshift.io", "DeploymentConfig"): _TEMPLATE,
}
"""Where each kind keeps its pod template, by group and kind."""

WORKLOAD_KINDS = frozenset(kind for _, kind in TEMPLATES)
BATCH_KINDS = frozenset({"Job", "CronJob"})
POD_NAME_LABEL = "statefulset.kubernetes.io/pod-name"
CONTROLLER_LABELS = {
    POD_NAME_LABEL: frozenset({"StatefulSet"}),
    "apps.kubernetes.io/pod-index": frozenset({"StatefulSet"}),
    "controller-revision-hash": frozenset({"StatefulSet", "DaemonSet"}),
    "pod-template-generation": frozenset({"DaemonSet"}),
    "pod-template-hash": frozenset({"Deployment"}),
    "rollouts-pod-template-hash": frozenset({"Rollout"}),
    "job-name": BATCH_KINDS,
    "batch.kubernetes.io/job-name": BATCH_KINDS,
    "batch.kubernetes.io/job-completion-index": BATCH_KINDS,
}
"""Labels that no manifest shows, and the kinds whose controllers add them to pods.

Source: Kubernetes' reference, "Well-Known Labels, Annotations and Taints".
"""

_PLAIN_SELECTOR_KINDS = frozenset({"ReplicationController", "DeploymentConfig"})
_UNREPLICATED_KINDS = frozenset({"Pod", "PodTemplate", "DaemonSet", "Job", "CronJob"})


class Role(StrEnum):
    """What a container is in its pod."""

    MAIN = "container"
    INIT = "init container"
    SIDECAR = "sidecar"
    """An init container with `restartPolicy: Always`, which runs beside the main ones."""
    EPHEMERAL = "ephemeral container"


@dataclass(frozen=True)
class Workload:
    """A resource that runs pods. All pointers count from the resource.

    Dozens of rules ask for its pod and containers, so these are kept, hence no slots.
    """

    resource: Resource
    template: Pointer

    @property
    def kind(self) -> str:
        """The resource's kind."""
        return self.resource.id.kind

    @cached_property
    def pod(self) -> dict[str, Any]:
        """The pod's spec; empty where it is missing, or named by a Rollout's `workloadRef`."""
        return mapping(self.resource.get(*self.pod_pointer))

    @cached_property
    def pod_pointer(self) -> Pointer:
        """Where the pod's spec stands."""
        return (*self.template, "spec")

    @cached_property
    def pod_annotations(self) -> dict[str, Any]:
        """The annotations that its pods carry, as written."""
        return mapping(self.resource.get(*self.template, "metadata", "annotations"))

    @cached_property
    def security_fields(self) -> frozenset[str]:
        """The fields that its `securityContext`s have: that of the pod, and those of the containers."""
        contexts = [self.pod.get("securityContext")]
        contexts += [container.data.get("securityContext") for container in self.containers()]
        return frozenset(field for context in contexts for field in mapping(context))

    @cached_property
    def is_windows(self) -> bool:
        """Whether its pods say that they run on Windows, which knows none of Linux' security settings."""
        return text(dig(self.pod, "os", "name")) == "windows"

    @cached_property
    def labels_pointer(self) -> Pointer:
        """Where its pods' labels stand, or would."""
        return (*self.template, "metadata", "labels")

    @cached_property
    def pod_labels(self) -> dict[str, str]:
        """The labels that its pods carry."""
        return strings(self.resource.get(*self.labels_pointer))

    @cached_property
    def selector(self) -> Selector | None:
        """What it finds its pods by; None where the kind has none or the manifest leaves it out."""
        data = self.resource.get("spec", "selector")
        if self.kind == "Pod" or not isinstance(data, dict):
            return None
        return plain_selector(data) if self.kind in _PLAIN_SELECTOR_KINDS else label_selector(data)

    @cached_property
    def replicas(self) -> int | None:
        """`spec.replicas`, 1 where it is left out; None for kinds that have none.

        Source: apps/v1 defaulting, `pkg/apis/apps/v1/defaults.go`, v1.35.
        """
        if self.kind in _UNREPLICATED_KINDS:
            return None
        written = self.resource.get("spec", "replicas")
        return 1 if written is None else integer(written)

    def containers(self) -> tuple["Container", ...]:
        """The containers of all three lists, in the order in which they stand."""
        return self.resource.once(_containers)


@dataclass(frozen=True, slots=True)
class Container:
    """A container of a workload's pods."""

    workload: Workload
    pointer: Pointer
    data: dict[str, Any]
    role: Role

    @property
    def name(self) -> str:
        """Its name, or its place in the list where it has none."""
        return text(self.data.get("name")) or f"#{self.pointer[-1]}"

    @property
    def title(self) -> str:
        """How messages begin: `Deployment shop/web, container app`."""
        return f"{self.workload.resource.id}, {self}"

    @property
    def image(self) -> Image | InvalidImage | None:
        """Its image; None where none is written."""
        written = self.data.get("image")
        return parse_image(written) if isinstance(written, str) else None

    def get(self, *path: str | int) -> Any:
        """What stands at the path inside the container."""
        return dig(self.data, *path)

    def at(self, *path: str | int, chars: tuple[int, int] | None = None) -> At:
        """A place inside the container; without a path its name, which tells it from the others."""
        if not path and "name" in self.data:
            path = ("name",)
        return At((*self.pointer, *path), chars=chars)

    def __str__(self) -> str:
        return f"{self.role} {self.name}"


def as_workload(resource: Resource) -> Workload | None:
    """The resource as a workload, None where it runs no pods."""
    return resource.once(_workload)


def _workload(resource: Resource) -> Workload | None:
    template = TEMPLATES.get((resource.id.group, resource.id.kind))
    return None if template is None else Workload(resource, template)


def _containers(resource: Resource) -> tuple[Container, ...]:
    workload = as_workload(resource)
    return (
        tuple(
            Container(workload, (*workload.pod_pointer, field, index), data, _role(field, data))
            for field in ("initContainers", "containers", "ephemeralContainers")
            for index, data in mappings(workload.pod.get(field))
        )
        if workload
        else ()
    )


def _role(field: str, data: dict[str, Any]) -> Role:
    if field == "containers":
        return Role.MAIN
    if field == "ephemeralContainers":
        return Role.EPHEMERAL
    return Role.SIDECAR if data.get("restartPolicy") == "Always" else Role.INIT
