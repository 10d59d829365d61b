"""A whole run: plan, every file, every bundle."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.core.directive import Directive
from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.finding import Finding
from manifestlint.engine.applications import judge_applications
from manifestlint.engine.bundle import check_bundle, check_repository, make_bundle
from manifestlint.engine.claims import Ours
from manifestlint.engine.destination import placed
from manifestlint.engine.drift import judge_drift
from manifestlint.engine.file import FileResult, check_file, check_raw
from manifestlint.engine.judge import Judge
from manifestlint.engine.locate import merged
from manifestlint.engine.not_applied import judge_not_applied
from manifestlint.engine.plan import RENDERED, BundlePlan, Plan, make_plan
from manifestlint.engine.rendered import Renderings, check_rendered
from manifestlint.engine.schemas import Library, find_kinds, once_per_kind
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import Scope
from manifestlint.model.bundle import Bundle


@dataclass(frozen=True, slots=True)
class Together:
    """A bundle, what was planned for each of its sources, and what its files came to."""

    parts: tuple[BundlePlan, ...]
    bundle: Bundle
    files: tuple[FileResult, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that was found, before triage."""

    plan: Plan
    bundles: tuple[Together, ...]
    files: tuple[FileResult, ...]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    directives: tuple[Directive, ...]
    notes: tuple[str, ...]
    """What was not checked, and nobody can help."""


def run(scope: Scope, sources: Sources, judge: Judge, ours: Ours) -> Outcome:
    """Judge a scope; `ours` is what means this repository."""
    renderings = Renderings(sources, judge.policy.kubernetes_version)
    plan = make_plan(scope, sources, ours, judge.policy.argocd_namespace, renderings.resources)
    library = Library(find_kinds(sources, (*scope.files, *scope.schemas)))
    files: list[FileResult] = []
    findings: list[Finding] = []
    failures = [*map(_missing, scope.missing), *map(_unreadable, scope.unreadable), *plan.failures]
    read: list[tuple[FileResult, ...]] = []
    made: list[Bundle] = []
    bundles: dict[str, tuple[BundlePlan, Bundle]] = {}
    for parts in plan.together:
        results = tuple(
            result
            for each in parts
            for result in _check_files(each, plan, scope, sources, renderings, judge, library)
        )
        read.append(results)
        made.append(make_bundle(parts, results, judge, library.scopes))
        files += results
        findings += (item for result in results for item in result.findings)
        failures += (item for result in results for item in result.failures)
    everything = tuple(map(Together, plan.together, placed(made, plan, judge), read))
    for together in everything:
        first, bundle = together.parts[0], together.bundle
        bundles |= ((facts.ref.origin.path, (first, bundle)) for facts in bundle.members)
        result = check_bundle(first, bundle, sources, judge)
        findings += result.findings
        failures += result.failures
    findings += judge_not_applied(plan, sources, judge)
    findings += judge_applications(plan, sources, judge, ours)
    findings += judge_drift(bundles.values(), sources, judge)
    across = check_repository(bundles, sources, judge)
    findings = once_per_kind(merged([*findings, *across.findings]), scope)
    failures += across.failures
    directives = tuple(item for result in files for item in result.directives)
    notes = tuple(library.unchecked())
    return Outcome(plan, everything, tuple(files), tuple(findings), tuple(failures), directives, notes)


def _check_files(
    each: BundlePlan,
    plan: Plan,
    scope: Scope,
    sources: Sources,
    renderings: Renderings,
    judge: Judge,
    library: Library,
) -> Iterator[FileResult]:
    if each.tool in RENDERED:
        yield check_rendered(each, renderings, sources, judge, library)
    for path in each.files:
        if path in plan.raw:
            yield check_raw(path, each, sources, judge)
        else:
            yield check_file(path, each, sources, judge, library, named=path in scope.named)
    if each.fault and each.tool not in RENDERED:
        failure = Failure(
            FailureKind.NOT_RENDERABLE, f"Application {each.name}", each.fault, each.root or "."
        )
        yield FileResult(each.root, failures=(failure,))


def _unreadable(path: str) -> Failure:
    return Failure(FailureKind.UNREADABLE, "this folder", "it cannot be listed; mend its permissions", path)


def _missing(path: str) -> Failure:
    message = "there is no such file or folder; mend spec.manifests or spec.schemas of the PolicySet"
    return Failure(FailureKind.UNREADABLE, "what the PolicySet says to check", message, path)
