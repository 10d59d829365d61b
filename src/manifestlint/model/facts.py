"""What neighbours may ask about a resource: small plain data that crosses processes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.core.resource import ResourceId, ResourceRef
from manifestlint.model.kinds import is_argocd
from manifestlint.model.pod_references import read_pod_references
from manifestlint.model.producers import Product, is_filled, read_products
from manifestlint.model.references import Reference, read_references
from manifestlint.model.resource import Resource
from manifestlint.model.rollout_facts import UpdateFacts, read_rollout_facts
from manifestlint.model.selector import Requirement, Selector, label_selector, plain_selector
from manifestlint.model.shape import dig, integer, mapping, mappings, text
from manifestlint.model.size import json_size
from manifestlint.model.strategy import Strategy, read_strategy
from manifestlint.model.workload import (
    BATCH_KINDS,
    CONTROLLER_LABELS,
    POD_NAME_LABEL,
    Role,
    Workload,
    as_workload,
)

INSTANCE = "app.kubernetes.io/instance"
_SYNC_ANNOTATIONS = ("argocd.argoproj.io/", "helm.sh/")


@dataclass(frozen=True, slots=True)
class ContainerPort:
    """A port that a container declares."""

    name: str
    number: int | None
    protocol: str
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class PodFacts:
    """What a workload's pods look like from outside."""

    labels: Mapping[str, str]
    labels_pointer: Pointer
    """Where the labels stand, or would."""
    ports: tuple[ContainerPort, ...]
    known: bool
    """False where the template is not in the manifest, as with a Rollout's `workloadRef`."""
    batch: bool
    """Runs to completion, so a Service has no lasting business with it."""


@dataclass(frozen=True, slots=True)
class ServicePort:
    """A port of a Service; `target` is a number or the name of a container port."""

    name: str
    port: int | None
    target: int | str | None
    protocol: str
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """How a Service finds its pods; no selector where it has none, or is an alias of another host."""

    selector: Selector | None
    ports: tuple[ServicePort, ...]
    headless: bool = False
    """It has no address of its own: its name leads to the pods themselves."""
    alias: bool = False
    """It is another name of a host outside, whose ports nobody lists."""


@dataclass(frozen=True, slots=True)
class ScalerFacts:
    """What an autoscaler scales, and between which numbers of pods."""

    target_kind: str
    target_name: str
    min_replicas: int
    max_replicas: int


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """Where an Argo CD Application applies things."""

    namespace: str
    """`spec.destination.namespace`"""
    sources: tuple[tuple[str, str], ...]
    """(repoURL, path) of every source."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A resource as its neighbours see it."""

    ref: ResourceRef
    pod: PodFacts | None = None
    replicas: int | None = None
    replicas_written: bool = False
    strategy: Strategy | None = None
    update: UpdateFacts | None = None
    claim_modes: tuple[str, ...] = ()
    quota_limits: tuple[tuple[str, Fraction], ...] = ()
    service_name: str = ""
    """The Service by which a StatefulSet names its pods."""
    service: ServiceFacts | None = None
    scaler: ScalerFacts | None = None
    chooses: Selector | None = None
    """The pods of its namespace that a disruption budget or a network policy is about."""
    application: ApplicationFacts | None = None
    generated: bool = False
    """The API server makes its name, a new one each time; `id.name` is how such names begin."""
    references: tuple[Reference, ...] = ()
    """The other objects that it names."""
    products: tuple[Product, ...] = ()
    """What a controller makes of it."""
    keys: frozenset[str] | None = None
    """The keys of a ConfigMap or Secret; None for other kinds, and where something else fills it."""
    defines: tuple[str, str] | None = None
    """The group and kind that a CustomResourceDefinition brings."""
    annotations: Mapping[str, Any] = field(default_factory=dict)
    """Those that Argo CD and Helm read, as written, and those that are no text, which hide all others."""
    instance: str = ""
    """Its own label `app.kubernetes.io/instance`."""
    size: int = 0
    """Bytes of it as JSON, for kinds that may be large."""
    declaration: Resource | None = None
    """Argo CD's own objects whole: there are few, and they are small."""

    @property
    def id(self) -> ResourceId:
        """The resource's identity, as written."""
        return self.ref.id

    def runs(self, selector: Selector) -> bool:
        """Whether its pods are selected, labels that controllers add to them included."""
        return self.pod is not None and not self.unmet(selector)

    def unmet(self, selector: Selector) -> tuple[Requirement, ...]:
        """The conditions that its pods do not fulfil."""
        labels = self.pod.labels if self.pod else {}
        return tuple(item for item in selector.unmet(labels) if not self._is_given(item))

    def _is_given(self, requirement: Requirement) -> bool:
        if self.id.kind not in CONTROLLER_LABELS.get(requirement.key, ()):
            return False
        if requirement.key == POD_NAME_LABEL:
            return requirement.values[0].rpartition("-")[0] == self.id.name
        return True


def read_facts(resource: Resource) -> Facts:
    """The facts of one resource."""
    annotations = {
        name: value
        for name, value in mapping(resource.get("metadata", "annotations")).items()
        if not isinstance(value, str) or name.startswith(_SYNC_ANNOTATIONS)
    }
    return replace(
        _read(resource),
        **read_rollout_facts(resource),
        chooses=_chosen(resource),
        generated=not resource.get("metadata", "name"),
        defines=_defined(resource) if resource.id.kind == "CustomResourceDefinition" else None,
        products=tuple(read_products(resource)),
        annotations=annotations,
        instance=text(resource.get("metadata", "labels", INSTANCE)),
        size=json_size(resource),
        declaration=resource if is_argocd(resource.id.group, resource.id.kind) else None,
    )


def _chosen(resource: Resource) -> Selector | None:
    """A budget without a selector is about no pods, a policy without one about all of its namespace."""
    match resource.id.group, resource.id.kind:
        case "policy", "PodDisruptionBudget":
            written = resource.get("spec", "selector")
            return label_selector(written) if isinstance(written, dict) else None
        case "networking.k8s.io", "NetworkPolicy":
            return label_selector(resource.get("spec", "podSelector"))
    return None


def _defined(resource: Resource) -> tuple[str, str] | None:
    group, kind = text(resource.get("spec", "group")), text(resource.get("spec", "names", "kind"))
    return (group, kind) if group and kind else None


def _read(resource: Resource) -> Facts:
    workload = as_workload(resource)
    if workload is not None:
        return Facts(
            resource.ref,
            pod=_pod(workload),
            replicas=workload.replicas,
            replicas_written=resource.get("spec", "replicas") is not None,
            strategy=read_strategy(workload.kind, mapping(resource.get("spec"))),
            service_name=text(resource.get("spec", "serviceName")),
            references=tuple(read_pod_references(workload)),
        )
    facts = Facts(resource.ref, references=tuple(read_references(resource)))
    match resource.id.group, resource.id.kind:
        case "", "Service":
            facts = replace(facts, service=_service(resource))
        case "autoscaling", "HorizontalPodAutoscaler":
            facts = replace(facts, scaler=_scaler(resource))
        case "keda.sh", "ScaledObject":
            facts = replace(facts, scaler=_scaled_object(resource))
        case "argoproj.io", "Application":
            facts = replace(facts, application=_application(resource))
        case "", "ConfigMap" | "Secret":
            facts = replace(facts, keys=_keys(resource))
    return facts


def _keys(resource: Resource) -> frozenset[str] | None:
    """The keys of what is written; an empty object is there for something else to fill."""
    fields = ("data", "stringData") if resource.id.kind == "Secret" else ("data", "binaryData")
    keys = frozenset(key for field in fields for key in mapping(resource.get(field)))
    return None if not keys or is_filled(resource) else keys


def _pod(workload: Workload) -> PodFacts:
    ports = (
        ContainerPort(
            text(port.get("name")),
            integer(port.get("containerPort")),
            _protocol(port),
            (*container.pointer, "ports", index),
        )
        for container in workload.containers()
        if container.role in {Role.MAIN, Role.SIDECAR}
        for index, port in mappings(container.data.get("ports"))
    )
    return PodFacts(
        workload.pod_labels,
        workload.labels_pointer,
        tuple(ports),
        known=workload.resource.get("spec", "workloadRef") is None,
        batch=workload.kind in BATCH_KINDS,
    )


def _service(resource: Resource) -> ServiceFacts:
    spec = mapping(resource.get("spec"))
    written = spec.get("selector")
    alias = spec.get("type") == "ExternalName"
    selector = plain_selector(written) if isinstance(written, dict) and written and not alias else None
    ports = tuple(_service_port(i, port) for i, port in mappings(spec.get("ports")))
    return ServiceFacts(selector, ports, headless=spec.get("clusterIP") == "None", alias=alias)


def _service_port(index: int, port: dict[str, object]) -> ServicePort:
    number, target = integer(port.get("port")), port.get("targetPort")
    pointer: Pointer = ("spec", "ports", index, "port" if target is None else "targetPort")
    chosen = number if target in (None, 0, "") else target
    known = chosen if isinstance(chosen, int | str) and not isinstance(chosen, bool) else None
    return ServicePort(text(port.get("name")), number, known, _protocol(port), pointer)


def _protocol(port: dict[str, object]) -> str:
    return text(port.get("protocol")) or "TCP"


def _scaler(resource: Resource) -> ScalerFacts:
    spec = mapping(resource.get("spec"))
    minimum, maximum = integer(spec.get("minReplicas")), integer(spec.get("maxReplicas"))
    low = 1 if minimum is None else minimum
    kind, name = text(dig(spec, "scaleTargetRef", "kind")), text(dig(spec, "scaleTargetRef", "name"))
    return ScalerFacts(kind, name, low, low if maximum is None else maximum)


def _scaled_object(resource: Resource) -> ScalerFacts:
    """KEDA scales a Deployment between 0 and 100 where the object says nothing else (docs, v2.17)."""
    spec = mapping(resource.get("spec"))
    minimum, maximum = integer(spec.get("minReplicaCount")), integer(spec.get("maxReplicaCount"))
    return ScalerFacts(
        text(dig(spec, "scaleTargetRef", "kind")) or "Deployment",
        text(dig(spec, "scaleTargetRef", "name")),
        0 if minimum is None else minimum,
        100 if maximum is None else maximum,
    )


def _application(resource: Resource) -> ApplicationFacts:
    spec = mapping(resource.get("spec"))
    sources = [source for _, source in mappings(spec.get("sources"))] or [mapping(spec.get("source"))]
    return ApplicationFacts(
        text(dig(spec, "destination", "namespace")),
        tuple((text(source.get("repoURL")), text(source.get("path"))) for source in sources),
    )
