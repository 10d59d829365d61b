"""From what was found to what is told: every finding gets its status, number and place in the order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from manifestlint.config.baseline import Known
from manifestlint.config.load import Loaded
from manifestlint.config.policyset import Target
from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding, Status
from manifestlint.core.resource import ResourceId
from manifestlint.core.rule import RuleInfo
from manifestlint.engine.flaws import SYNTAX
from manifestlint.engine.judge import Judge
from manifestlint.engine.plan import RENDERED, BundlePlan
from manifestlint.engine.run import Outcome
from manifestlint.engine.world import Scope
from manifestlint.triage.added import Suppressed
from manifestlint.triage.baseline import baselined, find_gone
from manifestlint.triage.excuse import Excuses, excuse_finding
from manifestlint.triage.number import numbered
from manifestlint.triage.subsume import subsume
from manifestlint.triage.suppress import Suppressions


@dataclass(frozen=True, slots=True)
class Decided:
    """What is told, in order."""

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    gone: tuple[Known, ...] = ()
    """What the baseline knows, and is no more."""


def decide(
    outcome: Outcome,
    scope: Scope,
    loaded: Loaded,
    judge: Judge,
    rules: Mapping[str, RuleInfo],
    today: date,
    earlier: Suppressed | None = None,
) -> Decided:
    """Give every finding and failure its status. Of what was judged, only what lies in the scope is told.

    Of a change, `earlier` knows what was suppressed before it.
    """
    targets = _Targets(outcome, judge)
    suppressions = Suppressions(outcome.directives, rules, today, earlier, judge.policy.new_suppressions)
    excuses = Excuses(loaded.policy.exceptions if loaded.policy else (), today)
    findings = [suppressions.apply(finding, targets.suppressible) for finding in outcome.findings]
    findings = subsume([_excused(finding, excuses, targets) for finding in findings], rules)
    findings += (_excused(item, excuses, targets) for item in _complaints(suppressions, judge, targets))
    failed = [item for item in outcome.failures if item.path is None or scope.tells_of(item.path)]
    failures = [excuses.apply_to_failure(item, targets.of(item)) for item in (*loaded.failures, *failed)]
    # Who names an overlay means all that is made of it, wherever that was written.
    made = {plan.name for plan in outcome.plan.bundles if plan.tool in RENDERED and scope.tells_of(plan.root)}
    told = [each for each in findings if scope.tells_of(each.path) or not made.isdisjoint(each.bundles)]
    told += _about_excuses(excuses, scope, judge)
    ordered = sorted(numbered(told), key=_order)
    findings = baselined(ordered, loaded.baseline, rules)
    # Behind a failure may lie whatever is missed.
    sure = all(failure.status is not Status.ACTIVE for failure in failures)
    gone = find_gone(loaded.baseline, findings, scope.tells_of, judge.is_on) if sure else ()
    return Decided(tuple(findings), tuple(failures), gone)


def _excused(finding: Finding, excuses: Excuses, targets: "_Targets") -> Finding:
    if not excuses or finding.status is not Status.ACTIVE:
        return finding
    return excuses.apply_to_finding(finding, targets.of(finding))


def is_suppressible(finding: Finding, outcome: Outcome, judge: Judge) -> bool:
    """Whether a comment would silence a finding."""
    return _Targets(outcome, judge).suppressible(finding)


class _Targets:
    """What overrides and exceptions see of findings and failures."""

    def __init__(self, outcome: Outcome, judge: Judge) -> None:
        self._judge = judge
        self._plans = {path: plan for plan in outcome.plan.bundles for path in plan.files}
        self._named = {plan.name: plan for plan in outcome.plan.bundles}

    def of(self, item: Finding | Failure) -> tuple[Target, ...]:
        """One for each bundle that it reaches: a base is not in the files of its overlays."""
        path = item.path or ""
        reached = item.bundles if isinstance(item, Finding) else ()
        plans = [self._named[name] for name in reached if name in self._named]
        found = tuple(self._judge.target(path, item.resource, plan) for plan in plans)
        return found or (self.at(path, item.resource),)

    def at(self, path: str, resource: ResourceId | None = None) -> Target:
        return self._judge.target(path, resource, self._plans.get(path) or BundlePlan("", "", ()))

    def suppressible(self, finding: Finding) -> bool:
        if finding.rule == SYNTAX:
            return False  # a document that cannot be read must not excuse itself
        settings = (self._judge.setting(finding.rule, target) for target in self.of(finding))
        return all(effective is None or effective.suppressible for effective in settings)


def _complaints(suppressions: Suppressions, judge: Judge, targets: _Targets) -> Iterator[Finding]:
    for complaint in suppressions.complaints(judge.is_on):
        directive = complaint.directive
        effective = judge.setting(complaint.rule, targets.at(directive.path, directive.resource))
        if effective is None:
            continue
        yield Finding(
            complaint.rule,
            complaint.severity or effective.severity,
            complaint.message,
            directive.path,
            directive.span,
            directive.excerpt,
            resource=directive.resource,
            document=directive.document,
            pointer=directive.pointer,
            named_pointer=directive.pointer,
            status=Status.EXCEPTED if complaint.allowed else Status.ACTIVE,
            justification=complaint.allowed,
        )


def _about_excuses(excuses: Excuses, scope: Scope, judge: Judge) -> Iterator[Finding]:
    for rule, found in (
        ("exception-expired", excuses.expired()),
        ("exception-unused", excuses.unused(judge.is_on) if scope.complete else ()),
    ):
        for excuse, message in found:
            effective = judge.setting(rule, Target(excuse.path))
            if effective is not None:
                yield excuse_finding(rule, effective.severity, excuse, message)


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.path, finding.span.start.offset, -finding.severity, finding.rule, finding.message
