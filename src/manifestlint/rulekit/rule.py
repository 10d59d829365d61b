"""A rule: its metadata and its function."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from manifestlint.core.problem import Problem
from manifestlint.core.rule import RuleInfo

Check = Callable[..., Iterator[Problem] | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a decorated function becomes."""

    info: RuleInfo
    check: Check
    options: type[Any] | None

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.info.id

    def run(self, subject: Any, options: Any) -> Iterator[Problem]:
        """Judge one subject of the rule's scope; `options` is an instance of its options, or None."""
        problems = self.check(subject) if self.options is None else self.check(subject, options)
        return iter(()) if problems is None else problems

    def configure(self, values: Mapping[str, Any]) -> Any:
        """An instance of the options from a PolicySet's values, which are taken to be valid."""
        if self.options is None:
            return None
        return self.options(**{name: _frozen(value) for name, value in values.items()})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
