"""What the objects that are applied together show of a Service's pods."""

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.kinds import may_run_pods
from manifestlint.model.selector import Requirement, Selector
from manifestlint.model.workload import CONTROLLER_LABELS

_COMMON_DOMAINS = frozenset({"app.kubernetes.io", "kubernetes.io"})


def may_be_neighbours(bundle: Bundle, one: Facts, other: Facts) -> bool:
    """Whether two objects share a namespace, as far as the manifests say: one that is left out may be any."""
    first, second = bundle.namespace_of(one), bundle.namespace_of(other)
    return first == second or not first or not second


def may_come_from_elsewhere(bundle: Bundle, service: Facts, selector: Selector) -> bool:
    """Whether a Service's pods may be some that none of these manifests shows."""
    if not bundle.workloads:
        return True
    near = [facts for facts in bundle.members if may_be_neighbours(bundle, service, facts)]
    if any(_hides_pods(facts) for facts in near):
        return True
    if bundle.namespace_of(service) == "kube-system" and not any(facts.pod for facts in near):
        return True
    return any(_is_foreign(bundle, item) for item in selector.requirements)


def _hides_pods(facts: Facts) -> bool:
    if facts.pod is not None:
        return not facts.pod.known
    return may_run_pods(facts.id.group, facts.id.kind)


def _is_foreign(bundle: Bundle, requirement: Requirement) -> bool:
    """A label of somebody's domain that no manifest gives to a pod: a controller will."""
    domain, slash, _ = requirement.key.rpartition("/")
    if not slash or domain in _COMMON_DOMAINS or requirement.key in CONTROLLER_LABELS:
        return False
    return not any(facts.pod and requirement.key in facts.pod.labels for facts in bundle.workloads)


def nearest(bundle: Bundle, service: Facts, selector: Selector) -> Facts | None:
    """The workload in the Service's namespace that fulfils most of its selector, or has at least its keys."""

    def likeness(workload: Facts) -> tuple[int, int]:
        keys = sum(
            item.key in (workload.pod.labels if workload.pod else ()) for item in selector.requirements
        )
        return -len(workload.unmet(selector)), keys

    candidates = [facts for facts in bundle.workloads if may_be_neighbours(bundle, service, facts)]
    best = max(candidates, key=likeness, default=None)
    if best is None or likeness(best) == (-len(selector.requirements), 0):
        return None
    return best
