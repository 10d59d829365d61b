"""The rules that are on, and running them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from manifestlint.config.policyset import PolicySet, Target
from manifestlint.config.select import Effective, Selection
from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.problem import Problem
from manifestlint.core.resource import ResourceId, ResourceRef
from manifestlint.core.rule import Scope
from manifestlint.engine.locate import Judged
from manifestlint.engine.plan import BundlePlan
from manifestlint.model.bundle import Bundle
from manifestlint.rulekit.catalogue import Catalogue
from manifestlint.rulekit.rule import Rule


@dataclass(slots=True)
class Judgement:
    """What the rules said; grows while they run."""

    problems: list[Judged] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


class Judge:
    """Runs the rules of a catalogue as a PolicySet and the command line ask for them."""

    def __init__(self, policy: PolicySet, selection: Selection, catalogue: Catalogue) -> None:
        self.policy = policy
        self.selection = selection
        self._catalogue = catalogue
        self._rules = cache(self._rules_of)
        self._configured: dict[tuple[str, str], Any] = {}

    def _rules_of(self, scope: Scope, kind: str) -> tuple[Rule, ...]:
        return tuple(
            self._catalogue.rule(info.id)
            for info in self._catalogue.of_scope(scope)
            if info.id in self.selection.rules_on and (not info.kinds or kind in info.kinds)
        )

    def is_on(self, rule: str) -> bool:
        """Whether the rule runs anywhere."""
        return rule in self.selection.rules_on

    def target(self, path: str, resource: ResourceId | None, plan: BundlePlan) -> Target:
        """What overrides and exceptions see of a resource."""
        return Target(
            path=self.policy.relative(path),
            group=resource.group if resource else "",
            kind=resource.kind if resource else "",
            name=resource.name if resource else "",
            namespace=(resource.namespace or plan.namespace) if resource else "",
            applications=(plan.application.id.name,) if plan.application else (),
        )

    def setting(self, rule: str, target: Target) -> Effective | None:
        """How a rule counts for a target; None where it is off."""
        return self.selection.setting(rule, target)

    def judge(
        self, scope: Scope, subject: Any, ref: ResourceRef, target: Target, judgement: Judgement
    ) -> None:
        """Run every rule of the scope on a subject that belongs to one resource."""
        for rule in self._rules(scope, ref.id.kind):
            effective = self.selection.setting(rule.id, target)
            if effective is None:
                continue
            for problem in self._run(rule, subject, effective.options, ref, judgement):
                found_in = problem.resource or ref
                judgement.problems.append(Judged(rule.id, effective.severity, problem, found_in))

    def judge_bundle(self, bundle: Bundle, plan: BundlePlan, judgement: Judgement) -> None:
        """Run every bundle rule.

        Such a rule looks at all objects at once. Where overrides give it other options for some of them, it
        runs once for each set of options, and the problems of the objects with just that set are kept.
        """
        for rule in self._rules(Scope.BUNDLE, ""):
            for options in self.selection.variants(rule.id):
                for problem in self._run(rule, bundle, options, None, judgement):
                    ref = problem.resource
                    if ref is None:
                        judgement.failures.append(_crash(rule, None, "it names no resource"))
                        continue
                    effective = self.selection.setting(rule.id, self.target(ref.origin.path, ref.id, plan))
                    if effective is not None and effective.options == options:
                        judgement.problems.append(Judged(rule.id, effective.severity, problem, ref))

    def _run(
        self,
        rule: Rule,
        subject: Any,
        options: Mapping[str, Any],
        ref: ResourceRef | None,
        judgement: Judgement,
    ) -> Iterator[Problem]:
        try:
            yield from rule.run(subject, self._configure(rule, options))
        except Exception as error:  # noqa: BLE001 - a broken rule must not take the others with it
            judgement.failures.append(_crash(rule, ref, f"{type(error).__name__}: {error}"))

    def _configure(self, rule: Rule, options: Mapping[str, Any]) -> Any:
        key = (rule.id, repr(options))
        if key not in self._configured:
            self._configured[key] = rule.configure(options)
        return self._configured[key]


def _crash(rule: Rule, ref: ResourceRef | None, message: str) -> Failure:
    return Failure(
        FailureKind.RULE_CRASHED,
        what=f"rule {rule.id}",
        message=f"the rule broke on this object ({message}); please report it with the object",
        path=ref.origin.path if ref else None,
        resource=ref.id if ref else None,
    )
