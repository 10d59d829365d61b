"""Suppressions: which findings they cover, and what is wrong with them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from manifestlint.config.policyset import NewSuppressions
from manifestlint.core.directive import ALL, Directive
from manifestlint.core.finding import Finding, Status
from manifestlint.core.rule import RuleInfo
from manifestlint.core.severity import Severity
from manifestlint.core.words import close_to
from manifestlint.triage.added import Suppressed

Suppressible = Callable[[Finding], bool]


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something wrong with a suppression: the rule that says so, and its message."""

    rule: str
    message: str
    directive: Directive
    severity: Severity | None = None
    """None: that of the rule."""
    allowed: str = ""
    """Why it decides nothing."""


class Suppressions:
    """The suppressions of a run. Remembers which were of use.

    Where it knows what was there before a change, it tells what the change adds; `added` says what such a one
    is worth.
    """

    def __init__(
        self,
        directives: tuple[Directive, ...],
        rules: Mapping[str, RuleInfo],
        today: date,
        earlier: Suppressed | None = None,
        added: NewSuppressions = "warn",
    ) -> None:
        self._rules = rules
        self._earlier = earlier
        self._law = added
        self._added: set[tuple[int, str]] = set()
        self._aliases = {alias: id for id, info in rules.items() for alias in info.aliases}
        self._today = today
        self._directives = directives
        self._used: set[tuple[int, str]] = set()
        self._refused: set[tuple[int, str]] = set()
        self._by_line: dict[tuple[str, int | None], list[int]] = {}
        for index, directive in enumerate(directives):
            self._by_line.setdefault((directive.path, directive.line), []).append(index)

    def apply(self, finding: Finding, suppressible: Suppressible) -> Finding:
        """The finding, suppressed if a directive covers it and its rule may be suppressed."""
        if finding.before or not self._directives:
            return finding  # what is removed stands in no file that could say so
        for index in self._near(finding):
            directive = self._directives[index]
            name = next((name for name in directive.rules if self._means(directive, name, finding)), None)
            if name is None or not directive.covers(finding) or self._ended(directive):
                continue
            if not suppressible(finding):
                self._refused.add((index, name))
                continue
            if self._earlier and not self._earlier.had(finding, directive, name):
                self._added.add((index, name))
                if self._law == "deny":
                    continue
            self._used.add((index, name))
            return replace(finding, status=Status.SUPPRESSED, justification=directive.reason)
        return finding

    def _means(self, directive: Directive, name: str, finding: Finding) -> bool:
        if not directive.peer:
            return self._id(name) == finding.rule
        info = self._rules.get(finding.rule)
        same = info.peers.get(directive.peer, ()) if info else ()
        return name in same or (name == ALL and bool(same))

    def _near(self, finding: Finding) -> Iterator[int]:
        for line in (finding.span.start.line, None):
            yield from self._by_line.get((finding.path, line), ())

    def complaints(self, ran: Callable[[str], bool]) -> Iterator[Complaint]:
        """What is wrong with the suppressions; `ran` tells whether a rule was on in this run."""
        for index, directive in enumerate(self._directives):
            yield from self._new(index, directive)
            if directive.peer:
                continue  # whether it is of use is for that tool to say
            if not directive.rules:
                message = "this suppression names no rule; write ignore[rule-id] and a reason"
                yield Complaint("suppression-unused", message, directive)
                continue
            if not directive.reason:
                message = "this suppression gives no reason; say behind the bracket why it is right"
                yield Complaint("suppression-reason-missing", message, directive)
            ended = self._ended(directive)
            if ended:
                yield Complaint("suppression-unused", ended, directive)
                continue
            for name in directive.rules:
                message = self._unused(index, name, directive, ran)
                if message:
                    yield Complaint("suppression-unused", message, directive)

    def _new(self, index: int, directive: Directive) -> Iterator[Complaint]:
        why = directive.reason or "it gives no reason"
        for name in directive.rules:
            if (index, name) not in self._added:
                continue
            what, law = _shown(name, directive), f"spec.newSuppressions is {self._law}"
            if self._law == "deny":
                message = f"this change may not silence {what} ({law}), so it counts: {why}"
                yield Complaint("suppression-new", message, directive, Severity.ERROR)
            else:
                message = f"this change silences {what} here: {why}"
                allowed = law if self._law == "allow" else ""
                yield Complaint("suppression-new", message, directive, allowed=allowed)

    def _unused(self, index: int, name: str, directive: Directive, ran: Callable[[str], bool]) -> str:
        if (index, name) in self._used or (index, name) in self._added:
            return ""
        rule = self._id(name)
        if (index, name) in self._refused:
            return f"{name} cannot be suppressed here: the PolicySet, or the rule itself, forbids it"
        if rule not in self._rules and not rule.startswith("policy/"):
            close = close_to(name, self._rules)
            hint = f"did you mean {close}?" if close else '"manifestlint rules list" names all'
            return f"there is no rule {name}; {hint}"
        if not ran(rule):
            return ""
        where = "in this resource" if directive.line is None else f"on line {directive.line}"
        return f"{name} finds nothing {where}; move the suppression to the line of the finding, or remove it"

    def _id(self, name: str) -> str:
        return self._aliases.get(name, name)

    def _ended(self, directive: Directive) -> str:
        """Why it no longer counts; empty while it does."""
        if not directive.until:
            return ""
        try:
            last = date.fromisoformat(directive.until)
        except ValueError:
            return f'"{directive.until}" is no date such as 2027-01-31, so this suppression does not count'
        if last >= self._today:
            return ""
        return f"this suppression ended on {directive.until}; mend the cause, or give a new date"


def _shown(name: str, directive: Directive) -> str:
    if not directive.peer:
        return name
    return f"every check of {directive.peer}" if name == ALL else f"{name} of {directive.peer}"
