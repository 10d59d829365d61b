"""What Prometheus' operator is told to scrape."""

from dataclasses import dataclass

from manifestlint.model.resource import Resource
from manifestlint.model.selector import Selector, label_selector
from manifestlint.model.shape import mapping, sequence


@dataclass(frozen=True, slots=True)
class MonitorFacts:
    """Whose endpoints a ServiceMonitor or PodMonitor chooses, and where it looks for them."""

    selector: Selector
    namespaces: tuple[str, ...]
    """Empty: its own."""
    everywhere: bool


def read_monitor(resource: Resource) -> MonitorFacts:
    """A ServiceMonitor or PodMonitor (Prometheus Operator, API reference, `NamespaceSelector`)."""
    where = mapping(resource.get("spec", "namespaceSelector"))
    names = tuple(name for name in sequence(where.get("matchNames")) if isinstance(name, str))
    return MonitorFacts(label_selector(resource.get("spec", "selector")), names, where.get("any") is True)
