"""Exceptions of the PolicySet: what they cover, and which are of no use."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from manifestlint.config.match import matches
from manifestlint.config.policyset import Excuse, Target
from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding, Status
from manifestlint.core.severity import Severity


class Excuses:
    """The exceptions of a run. Remembers which were of use."""

    def __init__(self, excuses: tuple[Excuse, ...], today: date) -> None:
        self._excuses = excuses
        self._today = today
        self._used: set[Excuse] = set()

    def __bool__(self) -> bool:
        return bool(self._excuses)

    def apply_to_finding(self, finding: Finding, targets: tuple[Target, ...]) -> Finding:
        """The finding, excepted if an exception that has not expired covers it in every bundle."""
        excuse = self._find(targets, lambda excuse: excuse.rule == finding.rule)
        return replace(finding, status=Status.EXCEPTED, justification=excuse.reason) if excuse else finding

    def apply_to_failure(self, failure: Failure, targets: tuple[Target, ...]) -> Failure:
        """The failure, excepted if an exception that has not expired covers it."""
        excuse = self._find(targets, lambda excuse: excuse.failure == failure.kind)
        return replace(failure, status=Status.EXCEPTED, justification=excuse.reason) if excuse else failure

    def _find(self, targets: tuple[Target, ...], concerns: Callable[[Excuse], bool]) -> Excuse | None:
        for excuse in self._excuses:
            if not concerns(excuse) or self._expired(excuse):
                continue
            if all(matches(excuse.match, target) for target in targets):
                self._used.add(excuse)
                return excuse
        return None

    def expired(self) -> Iterator[tuple[Excuse, str]]:
        """Exceptions whose date has passed, each with the message to tell."""
        for excuse in self._excuses:
            if self._expired(excuse):
                subject = excuse.rule or excuse.failure
                yield (
                    excuse,
                    f"the exception for {subject} ended on {excuse.expires}; it covers nothing any more",
                )

    def unused(self, ran: Callable[[str], bool]) -> Iterator[tuple[Excuse, str]]:
        """Exceptions that covered nothing in a run that looked at everything."""
        for excuse in self._excuses:
            if excuse in self._used or self._expired(excuse) or (excuse.rule and not ran(excuse.rule)):
                continue
            yield excuse, f"the exception for {excuse.rule or excuse.failure} covers nothing; remove it"

    def _expired(self, excuse: Excuse) -> bool:
        return excuse.expires is not None and excuse.expires < self._today


def excuse_finding(rule: str, severity: Severity, excuse: Excuse, message: str) -> Finding:
    """A finding about an exception, at its place in the PolicySet."""
    return Finding(
        rule,
        severity,
        message,
        excuse.path,
        excuse.span,
        excuse.excerpt,
        pointer=excuse.pointer,
        named_pointer=excuse.pointer,
    )
