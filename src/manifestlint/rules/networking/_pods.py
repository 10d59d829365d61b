"""What the objects that are applied together show of a Service's pods."""

from functools import cached_property
from itertools import takewhile

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.kinds import may_run_pods
from manifestlint.model.selector import Requirement, Selector
from manifestlint.model.workload import CONTROLLER_LABELS

_ALIKE = 0.5
_COMMON_DOMAINS = frozenset({"app.kubernetes.io", "kubernetes.io"})


class Surroundings:
    """The pods of a bundle by namespace; one that is not known (`""`) may be any."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    @cached_property
    def _by_namespace(self) -> dict[str, list[Facts]]:
        found: dict[str, list[Facts]] = {}
        for workload in self._bundle.workloads:
            found.setdefault(self._bundle.namespace_of(workload), []).append(workload)
        return found

    @cached_property
    def _hiding(self) -> frozenset[str]:
        """The namespaces in which pods may run that no manifest shows."""
        return frozenset(map(self._bundle.namespace_of, filter(_hides_pods, self._bundle.members)))

    @cached_property
    def _label_keys(self) -> frozenset[str]:
        return frozenset(key for facts in self._bundle.workloads if facts.pod for key in facts.pod.labels)

    def beside(self, service: Facts) -> list[Facts]:
        """The workloads that may run in the Service's namespace."""
        namespace = self._bundle.namespace_of(service)
        if not namespace:
            return list(self._bundle.workloads)
        return [*self._by_namespace.get(namespace, ()), *self._by_namespace.get("", ())]

    def elsewhere(self, selector: Selector) -> Facts | None:
        """A workload with such pods, in any namespace."""
        return next((facts for facts in self._bundle.workloads if facts.runs(selector)), None)

    def may_hide(self, service: Facts, selector: Selector) -> bool:
        """Whether a Service's pods may be some that none of these manifests shows."""
        namespace = self._bundle.namespace_of(service)
        if not self._bundle.workloads or self._hiding & {namespace, ""} or (self._hiding and not namespace):
            return True
        if namespace == "kube-system" and not self.beside(service):
            return True
        return any(self._is_foreign(item) for item in selector.requirements)

    def _is_foreign(self, requirement: Requirement) -> bool:
        """A label of somebody's domain that no manifest gives to a pod: a controller will."""
        domain, slash, _ = requirement.key.rpartition("/")
        if not slash or domain in _COMMON_DOMAINS or requirement.key in CONTROLLER_LABELS:
            return False
        return requirement.key not in self._label_keys

    def nearest(self, service: Facts, selector: Selector) -> Facts | None:
        """The workload beside the Service that was most likely meant; None where none stands out."""
        candidates = self.beside(service)

        def likeness(workload: Facts) -> tuple[int, bool, bool, float]:
            met = len(selector.requirements) - len(workload.unmet(selector))
            alike = max(_alike(item, workload) for item in selector.requirements)
            namesake = workload.id.name == service.id.name or len(candidates) == 1
            return met, alike >= _ALIKE, alike > 0 and namesake, alike

        best = max(candidates, key=likeness, default=None)
        return best if best and any(likeness(best)[:3]) else None


def _hides_pods(facts: Facts) -> bool:
    if facts.pod is not None:
        return not facts.pod.known
    return may_run_pods(facts.id.group, facts.id.kind)


def _alike(requirement: Requirement, workload: Facts) -> float:
    """How much of a label's value begins or ends like the one asked for; 0 only without the label."""
    value = workload.pod.labels.get(requirement.key) if workload.pod else None
    if value is None:
        return 0
    asked = requirement.values[0]
    longest = max(len(asked), len(value))
    same = min(longest, _shared(asked, value) + _shared(asked[::-1], value[::-1]))
    return (1 + same) / (1 + longest)


def _shared(one: str, other: str) -> int:
    """The length of the beginning that two texts share."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
