"""Finding what a selector selects without looking at everything."""

from collections.abc import Iterable, Mapping

from manifestlint.model.facts import Facts
from manifestlint.model.selector import Requirement, Selector
from manifestlint.model.workload import CONTROLLER_LABELS


class LabelIndex:
    """Objects by their labels."""

    def __init__(self, items: Iterable[tuple[Mapping[str, str], Facts]]) -> None:
        self.all: list[Facts] = []
        self.by_label: dict[str, dict[str, list[Facts]]] = {}
        for labels, facts in items:
            self.all.append(facts)
            for key, value in labels.items():
                self.by_label.setdefault(key, {}).setdefault(value, []).append(facts)

    def having(self, requirement: Requirement) -> list[Facts]:
        """The objects whose label has one of the values; none for conditions of another sort."""
        if requirement.operator != "In":
            return []
        values = self.by_label.get(requirement.key, {})
        return [facts for value in dict.fromkeys(requirement.values) for facts in values.get(value, ())]

    def candidates(self, selector: Selector) -> list[Facts]:
        """What may be selected: nothing outside it is. What controllers add is on no label here."""
        for item in selector.requirements:
            if item.operator == "In" and item.key not in CONTROLLER_LABELS:
                return self.having(item)
        return self.all


def pod_index(workloads: Iterable[Facts]) -> LabelIndex:
    """Workloads by the labels of their pods."""
    return LabelIndex((facts.pod.labels, facts) for facts in workloads if facts.pod)
