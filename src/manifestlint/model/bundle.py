"""What is applied together, and how to find things in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from manifestlint.model.destination import NOWHERE, Destination
from manifestlint.model.facts import Facts
from manifestlint.model.holdings import Holding, read_holdings
from manifestlint.model.kinds import is_argocd, is_namespaced
from manifestlint.model.label_index import LabelIndex, pod_index
from manifestlint.model.selector import Selector


@dataclass(frozen=True)
class Bundle:
    """The objects of one Application, or of one rendering root that no Application claims.

    `cached_property` keeps the lookups with the bundle, hence no slots.
    """

    name: str
    members: tuple[Facts, ...] = field(repr=False)
    namespace: str = ""
    """Where objects without a namespace land; empty where nothing in the repository says."""
    application: Facts | None = None
    argocd_namespace: str = "argocd"
    """Where Argo CD itself lives, and so do its own objects."""
    argocd_version: str = ""
    """What the PolicySet says; empty where it does not."""
    partial: bool = False
    """Some of its files could not be read or rendered, so what is missing here may well be there."""
    cluster: str | None = None
    """Where it lands, empty for Argo CD's own cluster; None where no Application says it."""
    scopes: Mapping[tuple[str, str], bool] = field(default_factory=dict, repr=False, compare=False)
    """Whether custom kinds have a namespace, by group and kind, as CRDs in the repository say."""
    destination: Destination = field(default=NOWHERE, repr=False, compare=False)
    """What else lands in that cluster."""

    def has_namespace(self, group: str, kind: str) -> bool | None:
        """Whether objects of a kind live in a namespace; None for custom kinds of which nothing is known."""
        known = self.scopes.get((group, kind))
        return is_namespaced(group, kind) if known is None else known

    def namespace_of(self, facts: Facts) -> str:
        """The namespace in which an object lands; empty for cluster-scoped kinds and where nothing says."""
        if self.has_namespace(facts.id.group, facts.id.kind) is False:
            return ""
        if is_argocd(facts.id.group, facts.id.kind):
            return facts.id.namespace
        return facts.id.namespace or self.namespace

    @cached_property
    def applied(self) -> tuple[Facts, ...]:
        """The members without those that a later one replaces.

        Of several objects with the same group, kind, namespace and name Argo CD applies the last (Argo CD
        `controller/state.go`, `DeduplicateTargetObjects`, v3.1); what the server names is never the same.
        """
        last: dict[object, Facts] = {}
        for facts in self.members:
            key = (facts.id.group, facts.id.kind, self.namespace_of(facts), facts.id.name)
            last.pop(key, None)
            last[id(facts) if facts.generated else key] = facts
        return tuple(last.values())

    @cached_property
    def workloads(self) -> tuple[Facts, ...]:
        """Members that run pods."""
        return tuple(facts for facts in self.members if facts.pod is not None)

    @cached_property
    def services(self) -> tuple[Facts, ...]:
        """Members that are Services."""
        return tuple(facts for facts in self.members if facts.service is not None)

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """Who holds what its roles allow."""
        return tuple(read_holdings(self))

    @cached_property
    def _services_of(self) -> dict[int, list[Facts]]:
        found: dict[int, list[Facts]] = {}
        for service in self.services:
            for workload in self.selected_by(service):
                found.setdefault(id(workload), []).append(service)
        return found

    @cached_property
    def _pods(self) -> dict[str, LabelIndex]:
        found: dict[str, list[Facts]] = {}
        for workload in self.workloads:
            found.setdefault(self.namespace_of(workload), []).append(workload)
        return {namespace: pod_index(workloads) for namespace, workloads in found.items()}

    def filled_in(self, namespace: str) -> frozenset[str]:
        """The requests and limits that LimitRanges give to the containers of a namespace."""
        ranges = self.destination.brings("LimitRange", namespace)
        there = (each.facts for each in ranges if each.namespace == namespace)
        return frozenset(amount for facts in there for amount in facts.filled)

    def running_in(self, namespace: str) -> list[Facts]:
        """The workloads of a namespace."""
        index = self._pods.get(namespace)
        return index.all if index else []

    def running(self, namespace: str, selector: Selector) -> Iterator[Facts]:
        """The workloads of a namespace whose pods are selected."""
        index = self._pods.get(namespace)
        if index is not None:
            yield from (workload for workload in index.candidates(selector) if workload.runs(selector))

    def selected_by(self, service: Facts) -> Iterator[Facts]:
        """The workloads whose pods a Service sends traffic to, those in its own namespace."""
        selector = service.service.selector if service.service else None
        if selector is not None and selector.requirements:
            yield from self.running(self.namespace_of(service), selector)

    def chosen_by(self, facts: Facts) -> Iterator[Facts]:
        """The workloads that a disruption budget or a network policy is about."""
        if facts.chooses is not None:
            yield from self.running(self.namespace_of(facts), facts.chooses)

    def services_of(self, workload: Facts) -> list[Facts]:
        """The Services that send traffic to a workload's pods."""
        return self._services_of.get(id(workload), [])

    def is_tied(self, workload: Facts) -> bool:
        """Whether it mounts a claim that only one node may use, or of which nothing here says who may."""
        namespace = self.namespace_of(workload)
        claims = (each.name for each in workload.references if each.kind == "PersistentVolumeClaim")
        found = (self.destination.find("PersistentVolumeClaim", namespace, name) for name in claims)
        return any(not any(each.facts.shared for each in claim) for claim in found)

    def scaler_of(self, workload: Facts) -> Facts | None:
        """The autoscaler that sets a workload's replicas."""
        return self._scalers.get((self.namespace_of(workload), workload.id.kind, workload.id.name))

    def fewest_pods(self, workload: Facts) -> int | None:
        """How many pods a workload has when it has the fewest; None where its kind has no such number."""
        scaler = self.scaler_of(workload)
        return scaler.scaler.min_replicas if scaler and scaler.scaler else workload.replicas

    @cached_property
    def _scalers(self) -> dict[tuple[str, str, str], Facts]:
        return {
            (self.namespace_of(facts), facts.scaler.target_kind, facts.scaler.target_name): facts
            for facts in self.members
            if facts.scaler is not None
        }
