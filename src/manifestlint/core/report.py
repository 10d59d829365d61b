"""The outcome of a run, as plain data."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Change, Finding, Status
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
class Repository:
    """Where the files can be looked at."""

    url: str
    """Its address on the web, without a slash at the end; empty where no remote says it."""
    commit: str
    """What is judged; empty for files that are not committed."""


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
    files: tuple[str, ...] = ()
    """The files that were checked and are told of, clean ones too; relative to the root."""
    rules: Mapping[str, RuleInfo] = field(default_factory=dict)
    stats: Stats = Stats()
    fail_on: Severity = Severity.ERROR
    fixed: int = 0
    """How many findings were mended and are told no more."""
    fixed_files: int = 0
    more_fixes: bool = False
    """There are more fixes than were worked out."""
    base: str = ""
    """The commit that is compared with; empty where nothing is."""
    counts_all: bool = False
    """Findings that a change does not touch decide too."""
    applications: Graph | None = None
    """What is applied; None where nobody asked for it."""
    repository: Repository | None = None
    """None where it is none of git's."""
    policies: bool = True
    """A PolicySet was found; without one the defaults judge."""
    unusable: bool = False
    """The PolicySet is broken or there was nothing to check: no verdict was possible."""

    @property
    def active(self) -> tuple[Finding, ...]:
        """The findings that decide: of a change those that it brings or touches."""
        return tuple(filter(self.counts, self.findings))

    def counts(self, finding: Finding) -> bool:
        """Whether the finding decides."""
        return finding.status is Status.ACTIVE and (self.counts_all or finding.change is not Change.OLD)

    @property
    def old(self) -> int:
        """How many findings were there before, and do not decide."""
        found = (item for item in self.findings if item.status is Status.ACTIVE and item.change is Change.OLD)
        return 0 if self.counts_all else sum(1 for _ in found)

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
