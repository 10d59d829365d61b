"""Monitors that scrape nothing."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.kinds import may_run_pods
from manifestlint.model.label_index import LabelIndex, pod_index
from manifestlint.model.observers import MonitorFacts
from manifestlint.model.workload import WORKLOAD_KINDS
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule


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
    services = LabelIndex((each.service.labels, each) for each in bundle.services if each.service)
    indexes = {"ServiceMonitor": services, "PodMonitor": pod_index(bundle.workloads)}
    for monitor in bundle.members:
        facts = monitor.monitor
        if facts and indexes[monitor.id.kind].all:
            places = _places(bundle, monitor, facts)
            here = indexes[monitor.id.kind].candidates(facts.selector)
            if not _finds_here(bundle, facts, places, here) and not _may_find(bundle, monitor, facts, places):
                yield _problem(monitor, facts, places)


def _places(bundle: Bundle, monitor: Facts, facts: MonitorFacts) -> tuple[str, ...]:
    """The namespaces in which it looks; none where it looks everywhere, or nobody says."""
    named = facts.namespaces or (bundle.namespace_of(monitor),)
    return () if facts.everywhere or "" in named else named


def _finds_here(bundle: Bundle, facts: MonitorFacts, places: tuple[str, ...], here: list[Facts]) -> bool:
    found = (each for each in here if _is_chosen(facts, each))
    return any(not places or bundle.namespace_of(each) in {"", *places} for each in found)


def _may_find(bundle: Bundle, monitor: Facts, facts: MonitorFacts, places: tuple[str, ...]) -> bool:
    """Whether there is something that is applied apart from it, or nobody here knows."""
    destination = bundle.destination
    if bundle.partial or not all(map(destination.is_known, places or ("",))):
        return True
    kinds = ("Service",) if monitor.id.kind == "ServiceMonitor" else sorted(WORKLOAD_KINDS)
    brought = (
        each for place in places or ("",) for kind in kinds for each in destination.brings(kind, place)
    )
    return any(each.bundle is not bundle and _is_chosen(facts, each.facts) for each in brought)


def _is_chosen(facts: MonitorFacts, each: Facts) -> bool:
    return facts.selector.matches(each.service.labels) if each.service else each.runs(facts.selector)


def _problem(monitor: Facts, facts: MonitorFacts, places: tuple[str, ...]) -> Problem:
    what = "Service" if monitor.id.kind == "ServiceMonitor" else "pod"
    where = f" in namespace {' or '.join(places)}" if places else ""
    selector = f" has {facts.selector}" if facts.selector.requirements else ""
    field = "selector" if selector else "namespaceSelector"
    text = f"{monitor.id}: no {what}{where}{selector or ' is here'}, so nothing is scraped"
    return Problem(text, at=At(("spec", field), on="key"), resource=monitor.ref)
