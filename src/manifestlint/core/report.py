"""The outcome of a run, as plain data."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding, Status
from manifestlint.core.fix import Safety
from manifestlint.core.graph import Graph
from manifestlint.core.rule import RuleInfo
from manifestlint.core.severity import Severity


@dataclass(frozen=True, slots=True)
class Stats:
    """What a run looked at."""

    files: int = 0
    skipped_files: int = 0
    resources: int = 0
    bundles: int = 0
    rules: int = 0
    seconds: float = 0.0
    cached_files: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a run found, in the order in which it is told."""

    version: str
    root: str
    """Absolute path that the findings' paths are relative to."""
    cwd: str
    """Absolute path that printed paths are relative to."""
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()
    rules: Mapping[str, RuleInfo] = field(default_factory=dict)
    stats: Stats = Stats()
    fail_on: Severity = Severity.ERROR
    fixed: int = 0
    """How many findings were mended and are told no more."""
    fixed_files: int = 0
    applications: Graph | None = None
    """What is applied; None where nobody asked for it."""
    unusable: bool = False
    """The PolicySet is broken or there was nothing to check: no verdict was possible."""

    @property
    def active(self) -> tuple[Finding, ...]:
        """The findings that decide."""
        return tuple(finding for finding in self.findings if finding.status is Status.ACTIVE)

    def fixable(self, safety: Safety) -> tuple[Finding, ...]:
        """The active findings with a fix that is so safe."""
        return tuple(item for item in self.active if item.fix is not None and item.fix.safety is safety)

    @property
    def active_failures(self) -> tuple[Failure, ...]:
        """The failures that decide: those that no exception of the PolicySet covers."""
        return tuple(failure for failure in self.failures if failure.status is Status.ACTIVE)

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings at or above `fail_on`, 2 no verdict possible, 3 something was not checked."""
        if self.unusable:
            return 2
        if self.active_failures:
            return 3
        return int(any(finding.severity >= self.fail_on for finding in self.active))

    def shown(self, path: str) -> str:
        """A finding's path as people and editors at the working directory need it."""
        return os.path.relpath(os.path.join(self.root, path), self.cwd).replace(os.sep, "/")
