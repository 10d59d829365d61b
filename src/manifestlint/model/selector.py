"""Label selectors with the meaning that the API server gives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.shape import mapping, mappings, sequence, strings, text


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition on one label; `pointer` counts from the selector."""

    key: str
    operator: str
    values: tuple[str, ...]
    pointer: Pointer

    def matches(self, labels: Mapping[str, str]) -> bool:
        """Whether the labels fulfil it.

        `NotIn` and `DoesNotExist` hold where the label is absent; an unknown operator never holds
        (apimachinery `pkg/labels/selector.go`, `Requirement.Matches`, v1.35).
        """
        value = labels.get(self.key)
        match self.operator:
            case "In":
                return value in self.values
            case "NotIn":
                return value not in self.values
            case "Exists":
                return value is not None
            case "DoesNotExist":
                return value is None
        return False

    def found(self, labels: Mapping[str, str]) -> str:
        """What stands there instead: `app=web`, or `no app`."""
        value = labels.get(self.key)
        return f"no {self.key}" if value is None else f"{self.key}={value}"

    def __str__(self) -> str:
        match self.operator:
            case "In" if len(self.values) == 1:
                return f"{self.key}={self.values[0]}"
            case "Exists":
                return self.key
            case "DoesNotExist":
                return f"!{self.key}"
        return f"{self.key} {self.operator.lower()} ({', '.join(self.values)})"


@dataclass(frozen=True, slots=True)
class Selector:
    """Conditions that all must hold. Without conditions it selects everything."""

    requirements: tuple[Requirement, ...]

    def matches(self, labels: Mapping[str, str]) -> bool:
        """Whether an object with these labels is selected."""
        return all(requirement.matches(labels) for requirement in self.requirements)

    def unmet(self, labels: Mapping[str, str]) -> tuple[Requirement, ...]:
        """The conditions that these labels do not fulfil."""
        return tuple(item for item in self.requirements if not item.matches(labels))

    @property
    def equalities(self) -> dict[str, str]:
        """The labels of which it names one value."""
        equal = (item for item in self.requirements if item.operator == "In" and len(item.values) == 1)
        return {item.key: item.values[0] for item in equal}

    def __str__(self) -> str:
        return ",".join(map(str, self.requirements))


def plain_selector(data: Any) -> Selector:
    """A map of labels, as Services and ReplicationControllers have it."""
    return Selector(_equalities(data, ()))


def label_selector(data: Any) -> Selector:
    """A `metav1.LabelSelector`: `matchLabels` and `matchExpressions` together."""
    data = mapping(data)
    expressions = (
        Requirement(
            text(item.get("key")),
            text(item.get("operator")),
            tuple(map(text, sequence(item.get("values")))),
            ("matchExpressions", index),
        )
        for index, item in mappings(data.get("matchExpressions"))
    )
    return Selector((*_equalities(data.get("matchLabels"), ("matchLabels",)), *expressions))


def _equalities(labels: Any, pointer: Pointer) -> tuple[Requirement, ...]:
    return tuple(Requirement(key, "In", (value,), (*pointer, key)) for key, value in strings(labels).items())
