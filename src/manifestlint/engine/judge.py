"""The rules that are on, and running them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from manifestlint.config.policyset import PolicySet, Target
from manifestlint.config.select import Effective, Selection
from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.problem import Problem
from manifestlint.core.resource import ResourceId, ResourceRef
from manifestlint.core.rule import Scope
from manifestlint.core.severity import Severity
from manifestlint.engine.locate import Judged
from manifestlint.engine.plan import BundlePlan
from manifestlint.rulekit.catalogue import Catalogue
from manifestlint.rulekit.rule import Judging, Rule


@dataclass(slots=True)
class Judgement:
    """What the rules said; grows while they run."""

    problems: list[Judged] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


_KEPT = 1024
"""Selections of rules: there are few kinds of objects in a repository, and few sets of keys."""
TargetOf = Callable[[ResourceRef], Target]


class _Ready(NamedTuple):
    """A rule that is on."""

    id: str
    severity: Severity
    judging: Judging


class Judge:
    """Runs the rules of a catalogue as a PolicySet and the command line ask for them."""

    def __init__(self, policy: PolicySet, selection: Selection, catalogue: Catalogue) -> None:
        self.policy = policy
        self.selection = selection
        self._catalogue = catalogue
        self._rules = cache(self._rules_of)
        self._ready = lru_cache(maxsize=_KEPT)(self._make_ready)

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
        """What overrides and exceptions see of a resource. An Application is met by its bare name as well."""
        application = plan.claim.application if plan.claim else None
        destination = application.destination if application else None
        return Target(
            path=self.policy.relative(path),
            group=resource.group if resource else "",
            kind=resource.kind if resource else "",
            name=resource.name if resource else "",
            namespace=(resource.namespace or plan.namespace) if resource else "",
            applications=(plan.name, application.name) if application else (),
            destinations=tuple(filter(None, (destination.server, destination.name))) if destination else (),
        )

    def setting(self, rule: str, target: Target) -> Effective | None:
        """How a rule counts for a target; None where it is off."""
        return self.selection.setting(rule, target)

    def judge(
        self,
        scope: Scope,
        subject: Any,
        ref: ResourceRef,
        target: Target,
        judgement: Judgement,
        keys: frozenset[str] | None = None,
    ) -> None:
        """Run every rule of the scope on a subject that belongs to one resource, which has these keys."""
        needed = None if keys is None else keys & self._needed
        for on in self._ready(scope, ref.id.kind, self.selection.overrides_for(target), needed):
            try:
                for problem in on.judging(subject) or ():
                    judgement.problems.append(Judged(on.id, on.severity, problem, problem.resource or ref))
            except Exception as error:  # noqa: BLE001 - a broken rule must not take the others with it
                judgement.failures.append(_crash(on.id, ref, error))

    @cached_property
    def _needed(self) -> frozenset[str]:
        """The keys that tell which rules have something to look at."""
        return frozenset(key for rule in self._catalogue.infos.values() for key in rule.needs)

    def _make_ready(
        self, scope: Scope, kind: str, overrides: tuple[int, ...], keys: frozenset[str] | None
    ) -> tuple[_Ready, ...]:
        """The rules of a scope that are on for a kind where these overrides match, bound to their options.

        Those that need another key than an object has are left out.
        """
        ready = []
        for rule in self._rules(scope, kind):
            if keys is not None and rule.needs and keys.isdisjoint(rule.needs):
                continue
            effective = self.selection.setting_under(rule.id, overrides)
            if effective is not None:
                ready.append(_Ready(rule.id, effective.severity, rule.ready(effective.options)))
        return tuple(ready)

    def judge_together(
        self, scope: Scope, subject: Any, name: str, target_of: TargetOf, judgement: Judgement
    ) -> None:
        """Run every rule of a scope that looks at many objects at once: a bundle, or all of them.

        Where overrides give a rule other options for some objects, it runs once for each set of options, and
        the problems of the objects with just that set are kept.
        """
        for rule in self._rules(scope, ""):
            for options in self.selection.variants(rule.id):
                try:
                    for problem in rule.ready(options)(subject) or ():
                        self._keep(rule, problem, options, target_of, judgement)
                except Exception as error:  # noqa: BLE001 - a broken rule must not take the others with it
                    judgement.failures.append(_crash(f"{rule.id} on {name}", None, error))

    def _keep(
        self,
        rule: Rule,
        problem: Problem,
        options: Mapping[str, Any],
        target_of: TargetOf,
        judgement: Judgement,
    ) -> None:
        ref = problem.resource
        if ref is None:
            raise TypeError("a rule on many objects must name the one of a problem")
        effective = self.setting(rule.id, target_of(ref))
        if effective is not None and effective.options == options:
            judgement.problems.append(Judged(rule.id, effective.severity, problem, ref))


def _crash(rule: str, ref: ResourceRef | None, error: Exception) -> Failure:
    what = f"{type(error).__name__}: {error}"
    return Failure(
        FailureKind.RULE_CRASHED,
        what=f"rule {rule}",
        message=f"the rule broke ({what}), so it said nothing; please report it with the manifest",
        path=ref.origin.file if ref else None,
        resource=ref.id if ref else None,
    )
