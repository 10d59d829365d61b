"""Environment variables that a container has more than once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manifestlint.model.shape import mappings, text
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Related


@dataclass(frozen=True, slots=True)
class Repetition:
    """A variable that stands there again, and where it stood before."""

    container: Container
    name: str
    first: int
    again: int
    equal: bool
    """Both give it the same value."""

    def problem(self, reason: str) -> Problem:
        """What comes of it, at the second place."""
        before = Related("set here before", self.container.at("env", self.first))
        text = f"{self.container.title}: {self.name} {reason}"
        return Problem(text, at=self.container.at("env", self.again, "name"), related=(before,))


def repetitions(container: Container) -> Iterator[Repetition]:
    """The variables that are set again. One that builds on what it was (`$(PATH):/app`) is meant so."""
    variables = container.data.get("env")
    if not isinstance(variables, list) or len(variables) < 2:
        return
    seen: dict[str, tuple[int, dict[str, Any]]] = {}
    for index, variable in mappings(variables):
        name = text(variable.get("name"))
        if name in seen and f"$({name})" not in text(variable.get("value")):
            first, other = seen[name]
            yield Repetition(container, name, first, index, variable == other)
        if name:
            seen[name] = index, variable
