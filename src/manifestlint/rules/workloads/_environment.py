"""Environment variables that a container has more than once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manifestlint.model.shape import is_same, mappings, text
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
        before = Related("does not count", self.container.at("env", self.first, "name"))
        message = f'{self.container.title}: the variable "{self.name}" {reason}'
        return Problem(message, at=self.container.at("env", self.again, "name"), related=(before,))


def repetitions(container: Container) -> Iterator[Repetition]:
    """The variables that are set again. One that is used in between, as `$(NAME)`, is still needed."""
    variables = container.data.get("env")
    if not isinstance(variables, list) or len(variables) < 2:
        return
    seen: dict[str, int] = {}
    for index, variable in mappings(variables):
        name = text(variable.get("name"))
        if name in seen and not _is_used(name, variables[seen[name] + 1 : index + 1]):
            yield Repetition(container, name, seen[name], index, is_same(variable, variables[seen[name]]))
        if name:
            seen[name] = index


def _is_used(name: str, variables: list[Any]) -> bool:
    return any(f"$({name})" in text(variable.get("value")) for _, variable in mappings(variables))
