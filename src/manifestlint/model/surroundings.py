"""What the objects that are applied together show of an object's pods."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import takewhile

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.kinds import may_run_pods
from manifestlint.model.label_index import LabelIndex, pod_index
from manifestlint.model.selector import Requirement, Selector
from manifestlint.model.workload import CONTROLLER_LABELS, WORKLOAD_KINDS

_PODS = tuple(sorted(WORKLOAD_KINDS))
_ALIKE = 0.5
_MANY = 200
"""So many values of a label are too many to look for one that is alike."""
_COMMON_DOMAINS = frozenset({"app.kubernetes.io", "kubernetes.io"})


class Surroundings:
    """The pods of a bundle, by their labels. A namespace that is not known (`""`) may be any."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._brought: dict[tuple[str, tuple[str, ...]], LabelIndex] = {}

    @cached_property
    def _pods(self) -> LabelIndex:
        return pod_index(self._bundle.workloads)

    @cached_property
    def _hiding(self) -> tuple[Facts, ...]:
        return tuple(facts for facts in self._bundle.members if _hides_pods(facts))

    def are_near(self, one: Facts, other: Facts) -> bool:
        """Whether two objects share a namespace, as far as the manifests say."""
        first, second = self._bundle.namespace_of(one), self._bundle.namespace_of(other)
        return first == second or not first or not second

    def matching(self, selector: Selector) -> list[Facts]:
        """The workloads whose pods are selected, in whatever namespace."""
        return [each for each in self._pods.candidates(selector) if each.runs(selector)]

    def may_lie_elsewhere(self, one: Facts, selector: Selector) -> bool:
        """Whether pods that an object selects may be applied apart from it: some are, or nobody knows."""
        namespace = self._bundle.namespace_of(one)
        if not self._bundle.destination.is_known(namespace):
            return True
        return any(each.runs(selector) for each in self.brought(namespace, _PODS).candidates(selector))

    def brought(self, namespace: str, kinds: tuple[str, ...]) -> LabelIndex:
        """All that lands in a namespace of these kinds, by the labels of its pods, or a Service's own."""
        if (namespace, kinds) not in self._brought:
            brings = self._bundle.destination.brings
            landed = [each.facts for kind in kinds for each in brings(kind, namespace)]
            self._brought[namespace, kinds] = LabelIndex((_labels(facts), facts) for facts in landed)
        return self._brought[namespace, kinds]

    def may_hide(self, one: Facts, selector: Selector) -> bool:
        """Whether an object's pods may be some that none of these manifests shows."""
        if self._bundle.partial:
            return True
        near = (facts for facts in self._bundle.workloads if self.are_near(one, facts))
        if not self._bundle.workloads or any(self.are_near(one, facts) for facts in self._hiding):
            return True
        if self._bundle.namespace_of(one) == "kube-system" and not any(near):
            return True
        return any(self._is_foreign(item) for item in selector.requirements)

    def _is_foreign(self, requirement: Requirement) -> bool:
        """A label of somebody's domain that no manifest gives to a pod: a controller will."""
        domain, slash, _ = requirement.key.rpartition("/")
        if not slash or domain in _COMMON_DOMAINS or requirement.key in CONTROLLER_LABELS:
            return False
        return requirement.key not in self._pods.by_label

    def nearest(self, service: Facts, selector: Selector) -> Facts | None:
        """The workload beside the Service that was most likely meant; None where none stands out.

        It fulfils a part of the selector, or has a label that looks alike, or has the label and the name.
        """
        partly = [workload for item in selector.requirements for workload in self._pods.having(item)]
        near = [workload for workload in partly if self.are_near(service, workload)]
        if near:
            return min(near, key=lambda facts: (len(facts.unmet(selector)), facts.id.name != service.id.name))
        hinted = sorted(self._hinted(service, selector), key=lambda item: item[:2], reverse=True)
        return next((workload for _, _, workload in hinted if self.are_near(service, workload)), None)

    def _hinted(self, service: Facts, selector: Selector) -> Iterator[tuple[float, bool, Facts]]:
        """How much one of the labels looks alike, whether the name is the Service's, and the workload."""
        for item in selector.requirements:
            values = self._pods.by_label.get(item.key, {})
            for value, workloads in values.items() if len(values) <= _MANY else ():
                alike = max((_alike(wanted, value) for wanted in item.values), default=0)
                for workload in workloads:
                    namesake = workload.id.name == service.id.name
                    if alike >= _ALIKE or namesake:
                        yield alike, namesake, workload


def _labels(facts: Facts) -> Mapping[str, str]:
    if facts.pod is not None:
        return facts.pod.labels
    return facts.service.labels if facts.service else {}


def _hides_pods(facts: Facts) -> bool:
    if facts.pod is not None:
        return not facts.pod.known
    return may_run_pods(facts.id.group, facts.id.kind)


def _alike(one: str, other: str) -> float:
    """How much of two texts begins or ends in the same way."""
    longest = max(len(one), len(other), 1)
    if one[:1] != other[:1] and one[-1:] != other[-1:]:
        return 0
    return min(longest, _shared(one, other) + _shared(one[::-1], other[::-1])) / longest


def _shared(one: str, other: str) -> int:
    """The length of the beginning that two texts share."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
