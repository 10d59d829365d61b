"""What a rule yields: what is wrong, and symbolically where."""

from dataclasses import dataclass

from manifestlint.core.fix import Fix
from manifestlint.core.place import At
from manifestlint.core.resource import ResourceRef


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a problem, told as "these labels" or "first defined here"."""

    message: str
    at: At
    resource: ResourceRef | None = None
    """None: the resource that the problem is about."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong here, with the values, and what happens. The engine adds file, line and severity."""

    message: str
    at: At = At()
    resource: ResourceRef | None = None
    """None: the resource that the rule was given."""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    """How to mend it, where there is a way that a machine can go."""
