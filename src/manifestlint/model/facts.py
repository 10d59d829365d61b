"""What neighbours may ask about a resource: small plain data that crosses processes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from manifestlint.core.resource import ResourceId, ResourceRef
from manifestlint.model.copies import is_filled
from manifestlint.model.defaults import read_filled
from manifestlint.model.kinds import is_argocd
from manifestlint.model.mentions import read_mentions
from manifestlint.model.network import IngressFacts, PolicyFacts, read_ingress, read_policy
from manifestlint.model.observers import MonitorFacts, read_monitor
from manifestlint.model.pod_references import read_pod_references
from manifestlint.model.pod_security import SecurityFacts, read_security
from manifestlint.model.pods import PodFacts, read_pods
from manifestlint.model.producers import Product, read_products
from manifestlint.model.rbac import RoleFacts, read_role
from manifestlint.model.reclaim import is_expandable, reclaim_policy
from manifestlint.model.references import RBAC, Reference, read_references
from manifestlint.model.resource import Resource
from manifestlint.model.rollout_facts import UpdateFacts, read_rollout_facts
from manifestlint.model.scaling import (
    BudgetFacts,
    ScalerFacts,
    is_shared,
    read_budget,
    read_scaled_object,
    read_scaler,
)
from manifestlint.model.selector import Requirement, Selector, label_selector
from manifestlint.model.service import ServiceFacts, read_service
from manifestlint.model.shape import boolean, dig, mapping, mappings, text
from manifestlint.model.size import json_size
from manifestlint.model.strategy import Strategy, read_strategy, switched_services
from manifestlint.model.workload import (
    CONTROLLER_LABELS,
    POD_NAME_LABEL,
    as_workload,
)

AUTOMOUNT = "automountServiceAccountToken"
INSTANCE = "app.kubernetes.io/instance"
_SYNC_ANNOTATIONS = ("argocd.argoproj.io/", "helm.sh/")


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
    filled: frozenset[str] = frozenset()
    """The requests and limits that a LimitRange gives to containers that lack them."""
    service_name: str = ""
    """The Service by which a StatefulSet names its pods."""
    switched_services: tuple[str, ...] = ()
    """The Services whose selectors a Rollout changes."""
    service: ServiceFacts | None = None
    scaler: ScalerFacts | None = None
    security: SecurityFacts | None = None
    """What its pods are not admitted for, or what a Namespace does not admit."""
    chooses: Selector | None = None
    """The pods of its namespace that a disruption budget or a network policy is about."""
    budget: BudgetFacts | None = None
    policy: PolicyFacts | None = None
    ingress: IngressFacts | None = None
    monitor: MonitorFacts | None = None
    shared: bool = False
    """A claim that pods on several nodes may write to, or read from."""
    application: ApplicationFacts | None = None
    role: RoleFacts | None = None
    generated: bool = False
    """The API server makes its name, a new one each time; `id.name` is how such names begin."""
    references: tuple[Reference, ...] = ()
    """The other objects that it names."""
    products: tuple[Product, ...] = ()
    """What a controller makes of it."""
    mentions: frozenset[str] = frozenset()
    """Names of what it may make in ways that are not known here."""
    mounts_token: bool | None = None
    """Whether its pods, or those of its ServiceAccount, get a token; None where it says nothing."""
    keys: frozenset[str] | None = None
    """The keys of a ConfigMap or Secret; None for other kinds, and where something else fills it."""
    defines: tuple[str, str] | None = None
    """The group and kind that a CustomResourceDefinition brings."""
    annotations: Mapping[str, Any] = field(default_factory=dict)
    """Those that Argo CD and Helm read, as written, and those that are no text, which hide all others."""
    instance: str = ""
    """Its own label `app.kubernetes.io/instance`."""
    reclaim: str = ""
    """What becomes of the volume when its claim goes, of a StorageClass or PersistentVolume."""
    expandable: bool | None = None
    """Whether volumes of a StorageClass may grow; None for other kinds."""
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
            return all(value.rpartition("-")[0] == self.id.name for value in requirement.values)
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
        security=read_security(resource),
        **read_rollout_facts(resource),
        chooses=_chosen(resource),
        generated=not resource.get("metadata", "name"),
        defines=_defined(resource) if resource.id.kind == "CustomResourceDefinition" else None,
        products=tuple(read_products(resource)),
        mentions=read_mentions(resource),
        annotations=annotations,
        instance=text(resource.get("metadata", "labels", INSTANCE)),
        reclaim=reclaim_policy(resource),
        expandable=is_expandable(resource),
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
        spec = mapping(resource.get("spec"))
        return Facts(
            resource.ref,
            pod=read_pods(workload),
            replicas=workload.replicas,
            replicas_written=resource.get("spec", "replicas") is not None,
            strategy=read_strategy(workload.kind, spec),
            service_name=text(resource.get("spec", "serviceName")),
            switched_services=switched_services(spec) if workload.kind == "Rollout" else (),
            references=tuple(read_pod_references(workload)),
            mounts_token=boolean(workload.pod.get(AUTOMOUNT)),
        )
    said = _READERS.get((resource.id.group, resource.id.kind))
    own = {said[0]: said[1](resource)} if said else {}
    return Facts(resource.ref, references=tuple(read_references(resource)), **own)


def _keys(resource: Resource) -> frozenset[str] | None:
    """The keys of what is written; an empty object is there for something else to fill."""
    fields = ("data", "stringData") if resource.id.kind == "Secret" else ("data", "binaryData")
    keys = frozenset(key for field in fields for key in mapping(resource.get(field)))
    return None if not keys or is_filled(resource) else keys


def _application(resource: Resource) -> ApplicationFacts:
    spec = mapping(resource.get("spec"))
    sources = [source for _, source in mappings(spec.get("sources"))] or [mapping(spec.get("source"))]
    return ApplicationFacts(
        text(dig(spec, "destination", "namespace")),
        tuple((text(source.get("repoURL")), text(source.get("path"))) for source in sources),
    )


def _mounts_token(resource: Resource) -> bool | None:
    return boolean(resource.get(AUTOMOUNT))


_READERS: dict[tuple[str, str], tuple[str, Callable[[Resource], Any]]] = {
    ("", "ConfigMap"): ("keys", _keys),
    ("", "LimitRange"): ("filled", read_filled),
    ("", "PersistentVolumeClaim"): ("shared", is_shared),
    ("", "Secret"): ("keys", _keys),
    ("", "Service"): ("service", read_service),
    ("", "ServiceAccount"): ("mounts_token", _mounts_token),
    ("argoproj.io", "Application"): ("application", _application),
    ("autoscaling", "HorizontalPodAutoscaler"): ("scaler", read_scaler),
    ("keda.sh", "ScaledObject"): ("scaler", read_scaled_object),
    ("monitoring.coreos.com", "PodMonitor"): ("monitor", read_monitor),
    ("monitoring.coreos.com", "ServiceMonitor"): ("monitor", read_monitor),
    ("networking.k8s.io", "Ingress"): ("ingress", read_ingress),
    ("networking.k8s.io", "NetworkPolicy"): ("policy", read_policy),
    ("policy", "PodDisruptionBudget"): ("budget", read_budget),
    (RBAC, "ClusterRole"): ("role", read_role),
    (RBAC, "Role"): ("role", read_role),
}
"""What an object says of itself, by group and kind: the field of its facts, and who reads it."""
