"""The workloads behind a Service, before and after a change."""

from collections.abc import Iterator

from manifestlint.argocd.order import shell, wave
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.transition import Side


def behind(service: Side) -> list[Facts]:
    """The workloads that serve for it, those that run to an end left out."""
    selected = service.bundle.selected_by(service.facts)
    return [workload for workload in selected if workload.pod and not workload.pod.batch]


def counterpart(workload: Facts, there: Bundle, here: Bundle) -> Facts | None:
    """The same workload in another state of what is applied together."""
    return next(_same(workload, there, here), None)


def comes_later(service: Side, workload: Facts) -> bool:
    """Whether Argo CD waits until a workload is healthy before it applies the Service."""
    return wave(shell(service.facts)) > wave(shell(workload))


def _same(workload: Facts, there: Bundle, here: Bundle) -> Iterator[Facts]:
    landing = (workload.id.group, workload.id.kind, workload.id.name, here.namespace_of(workload))
    for facts in there.workloads:
        if (facts.id.group, facts.id.kind, facts.id.name, there.namespace_of(facts)) == landing:
            yield facts
