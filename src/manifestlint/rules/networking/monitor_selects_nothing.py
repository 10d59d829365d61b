"""Monitors that scrape nothing."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.kinds import may_run_pods
from manifestlint.model.observers import MonitorFacts
from manifestlint.model.surroundings import Surroundings
from manifestlint.model.workload import WORKLOAD_KINDS
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule

_TARGETS = {"ServiceMonitor": ("Service",), "PodMonitor": tuple(sorted(WORKLOAD_KINDS))}


@bundle_rule(
    "monitor-selects-nothing",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-linter": "dangling-servicemonitor"},
)
def monitor_selects_nothing(bundle: Bundle) -> Iterator[Problem]:
    """A ServiceMonitor selects no Service, or a PodMonitor no pod.

    Nothing is scraped, and alerts on these figures never fire. A ServiceMonitor selects by the labels of the
    Service itself, not by those of its pods, and looks in its own namespace unless `namespaceSelector` says
    otherwise (Prometheus Operator, API reference, `ServiceMonitorSpec`).

    Looked at is everything that lands in the same cluster, as far as it lies here. The rule is silent where
    none of it is a Service, or runs pods; where a custom kind may bring some; and where something is applied
    to one of the namespaces that cannot be read here. A namespace that nobody says may be any.

    It is recommended because what is not watched fails unseen.
    """
    if any(may_run_pods(each.id.group, each.id.kind) for each in bundle.members):
        return
    around = Surroundings(bundle)
    shown = {"ServiceMonitor": bundle.services, "PodMonitor": bundle.workloads}
    for monitor in bundle.members:
        facts = monitor.monitor
        if facts and shown[monitor.id.kind]:
            places = _places(bundle, monitor, facts)
            if not _may_find(around, bundle, monitor, places):
                yield _problem(monitor, facts, places)


def _places(bundle: Bundle, monitor: Facts, facts: MonitorFacts) -> tuple[str, ...]:
    """The namespaces in which it looks; none where it looks everywhere, or nobody says."""
    named = facts.namespaces or (bundle.namespace_of(monitor),)
    return () if facts.everywhere or "" in named else named


def _may_find(around: Surroundings, bundle: Bundle, monitor: Facts, places: tuple[str, ...]) -> bool:
    """Whether it finds something, or may find what nobody here knows."""
    facts, where = monitor.monitor, places or ("",)
    if facts is None or bundle.partial or not all(map(bundle.destination.is_known, where)):
        return True
    brought = (around.brought(place, _TARGETS[monitor.id.kind]) for place in where)
    return any(_is_chosen(facts, each) for index in brought for each in index.candidates(facts.selector))


def _is_chosen(facts: MonitorFacts, each: Facts) -> bool:
    return facts.selector.matches(each.service.labels) if each.service else each.runs(facts.selector)


def _problem(monitor: Facts, facts: MonitorFacts, places: tuple[str, ...]) -> Problem:
    what = "Service" if monitor.id.kind == "ServiceMonitor" else "pod"
    where = f" in namespace {' or '.join(places)}" if places else ""
    selector = f" has {facts.selector}" if facts.selector.requirements else ""
    field = "selector" if selector else "namespaceSelector"
    text = f"{monitor.id}: no {what}{where}{selector or ' is here'}, so nothing is scraped"
    return Problem(text, at=At(("spec", field), on="key"), resource=monitor.ref)
