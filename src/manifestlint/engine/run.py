"""A whole run: plan, every file, every bundle."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

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
from manifestlint.engine.known import Known, Memory, label_of, made_of
from manifestlint.engine.locate import merged
from manifestlint.engine.not_applied import judge_not_applied
from manifestlint.engine.plan import RENDERED, BundlePlan, Plan, make_plan
from manifestlint.engine.rendered import Renderings, check_rendered
from manifestlint.engine.schemas import Library, find_kinds, once_per_kind
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import Scope
from manifestlint.model.bundle import Bundle

Progress = Callable[[int, int], None]
"""Is told how many files are done, and of how many."""


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
    memory: Memory = field(default_factory=Memory, repr=False)


def run(
    scope: Scope,
    sources: Sources,
    judge: Judge,
    ours: Ours,
    known: Known | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Judge a scope; `ours` is what means this repository, `known` what another run found out already."""
    renderings = Renderings(sources, judge.policy.kubernetes_version, known)
    plan = make_plan(scope, sources, ours, judge.policy.argocd_namespace, renderings.resources)
    library = Library(find_kinds(sources, (*scope.files, *scope.schemas)))
    judging = _Files(plan, scope, sources, renderings, judge, library, known)
    read = list(judging.everything(progress))
    files = [result for results in read for result in results]
    findings = [item for result in files for item in result.findings]
    failures = [*map(_missing, scope.missing), *map(_unreadable, scope.unreadable), *plan.failures]
    failures += (item for result in files for item in result.failures)
    everything = _together(plan, read, judge, library)
    for result in (check_bundle(each.parts[0], each.bundle, sources, judge) for each in everything):
        findings += result.findings
        failures += result.failures
    bundles = dict(_by_path(everything))
    findings += judge_not_applied(plan, sources, judge)
    findings += judge_applications(plan, sources, judge, ours)
    findings += judge_drift(bundles.values(), sources, judge)
    across = check_repository(bundles, sources, judge)
    return Outcome(
        plan,
        everything,
        tuple(files),
        tuple(once_per_kind(merged([*findings, *across.findings]), scope)),
        (*failures, *across.failures),
        tuple(item for result in files for item in result.directives),
        tuple(library.unchecked()),
        judging.memory,
    )


def _together(
    plan: Plan, read: list[tuple[FileResult, ...]], judge: Judge, library: Library
) -> tuple[Together, ...]:
    made = [
        make_bundle(parts, results, judge, library.scopes)
        for parts, results in zip(plan.together, read, strict=True)
    ]
    return tuple(map(Together, plan.together, placed(made, plan, judge), read))


def _by_path(everything: Iterable[Together]) -> Iterator[tuple[str, tuple[BundlePlan, Bundle]]]:
    for each in everything:
        yield from ((facts.ref.origin.path, (each.parts[0], each.bundle)) for facts in each.bundle.members)


class _Files:
    """Judges the files of plans one by one, and remembers what came of it."""

    def __init__(
        self,
        plan: Plan,
        scope: Scope,
        sources: Sources,
        renderings: Renderings,
        judge: Judge,
        library: Library,
        known: Known | None,
    ) -> None:
        self._plan = plan
        self._named = scope.named
        self._sources = sources
        self._renderings = renderings
        self._judge = judge
        self._library = library
        self._known = known
        self.memory = Memory()

    def everything(self, progress: Progress | None) -> Iterator[tuple[FileResult, ...]]:
        """What the files of each Application come to; `progress` is told after every one."""
        if progress is None:
            yield from (tuple(self.results(parts)) for parts in self._plan.together)
            return
        done = 0
        planned = [each for parts in self._plan.together for each in parts]
        total = sum(len(each.files) + (each.tool in RENDERED or bool(each.fault)) for each in planned)
        for parts in self._plan.together:
            results = []
            for result in self.results(parts):
                results.append(result)
                done += 1
                progress(done, total)
            yield tuple(results)

    def results(self, parts: tuple[BundlePlan, ...]) -> Iterator[FileResult]:
        """What the files of an Application's sources come to."""
        for each in parts:
            results = self._known.results(each) if self._known else {}
            for path, judged in self._judging(each):
                if path not in results:
                    results[path] = judged()
                yield results[path]
            label = label_of(each)
            self.memory.files[label] = results
            if each.tool in RENDERED:
                self.memory.resources[label] = self._renderings.found(each)

    def _judging(self, each: BundlePlan) -> Iterator[tuple[str, Callable[[], FileResult]]]:
        sources, judge = self._sources, self._judge
        if each.tool in RENDERED:
            yield made_of(each), lambda: check_rendered(each, self._renderings, sources, judge, self._library)
        elif each.fault:
            yield made_of(each), lambda: _faulty(each)
        for path in each.files:
            if path in self._plan.raw:
                yield path, partial(check_raw, path, each, sources, judge)
            else:
                named = path in self._named
                yield path, partial(check_file, path, each, sources, judge, self._library, named=named)


def _faulty(each: BundlePlan) -> FileResult:
    failure = Failure(FailureKind.NOT_RENDERABLE, f"Application {each.name}", each.fault, each.root or ".")
    return FileResult(each.root, failures=(failure,))


def _unreadable(path: str) -> Failure:
    return Failure(FailureKind.UNREADABLE, "this folder", "it cannot be listed; mend its permissions", path)


def _missing(path: str) -> Failure:
    message = "there is no such file or folder; mend spec.manifests or spec.schemas of the PolicySet"
    return Failure(FailureKind.UNREADABLE, "what the PolicySet says to check", message, path)
