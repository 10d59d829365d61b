"""What is known about a rule: the single source of lists, docs, schemas and reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from manifestlint.core.fix import Safety
from manifestlint.core.severity import Profile, Severity

DOCS = "https://github.com/raian2209/manifestsCI-PythonAPI/blob/main/docs/rules/"
"""Where the page of every rule lies."""


class Scope(StrEnum):
    """What a rule looks at; REPORTED ones are detected by the reader, the engine or triage itself."""

    REPORTED = "reported"
    FILE = "file"
    RESOURCE = "resource"
    WORKLOAD = "workload"
    CONTAINER = "container"
    BUNDLE = "bundle"
    REPOSITORY = "repository"
    TRANSITION = "transition"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule's metadata, all of it derived from the rule's own file."""

    id: str
    summary: str
    docs: str
    severity: Severity
    profile: Profile
    family: str
    scope: Scope
    since: str
    kinds: frozenset[str] = frozenset()
    """Empty: every kind."""
    needs: tuple[str, ...] = ()
    """Keys of which an object has one somewhere, or the rule has nothing to look at; empty: it always has.

    Most of what can be wrong stands in fields that most objects do not have.
    """
    options: Mapping[str, Any] | None = None
    """JSON Schema of the options, None where there are none."""
    aliases: tuple[str, ...] = ()
    peers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The same check in other tools: `{"kube-linter": ("latest-tag",)}`."""
    subsumes: tuple[str, ...] = ()
    """Rules that are not told again at the same place."""
    fix: Safety | None = None
    """The safety of its fixes, the lesser one where it has both; None where it has none."""

    @property
    def url(self) -> str:
        """The address of its page on the web."""
        return f"{DOCS}{self.id}.md"


@dataclass(frozen=True, slots=True)
class Example:
    """What a rule finds and what it leaves alone; a change is told as a unified diff."""

    bad: str
    findings: str
    """What the rule says of the bad one."""
    good: str
    fixed: str = ""
    """The bad one after `--fix`, empty where the rule has no fix."""
