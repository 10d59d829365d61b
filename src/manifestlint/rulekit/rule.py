"""A rule: its function, and what is said about it."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from manifestlint.core.problem import Problem
from manifestlint.core.rule import RuleInfo

Check = Callable[..., Iterator[Problem] | None]
Judging = Callable[[Any], Iterator[Problem] | None]
"""A rule that is ready to judge subjects of its scope."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a decorated function becomes."""

    id: str
    check: Check
    said: Mapping[str, Any]
    """What the decorator was given."""

    @property
    def info(self) -> RuleInfo:
        """The metadata, worked out anew each time: a run takes it from the catalogue's index."""
        from manifestlint.rulekit.options import json_schema

        summary, _, docs = (inspect.getdoc(self.check) or "").partition("\n\n")
        options = self.options
        return RuleInfo(
            id=self.id,
            summary=" ".join(summary.split()),
            docs=docs,
            family=self.check.__module__.rpartition(".")[0].rpartition(".")[2],
            options=None if options is None else json_schema(options),
            **self.said,
        )

    @property
    def needs(self) -> tuple[str, ...]:
        """Keys of which an object has one, or the rule need not run."""
        needs: tuple[str, ...] = self.said.get("needs", ())
        return needs

    @property
    def options(self) -> type[Any] | None:
        """The class of the options: the type of the function's second parameter."""
        parameters = [name for name in self.check.__annotations__ if name != "return"]
        return self.check.__annotations__[parameters[1]] if len(parameters) > 1 else None

    def ready(self, values: Mapping[str, Any]) -> Judging:
        """The rule with a PolicySet's values for its options, which are taken to be valid."""
        check, options = self.check, self.options
        if options is None:
            return check
        given = options(**{name: _frozen(value) for name, value in values.items()})
        return lambda subject: check(subject, given)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
