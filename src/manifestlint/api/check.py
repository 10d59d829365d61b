"""`check`: judge files, and report."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from manifestlint import __version__
from manifestlint.api.base import Base, choose_base
from manifestlint.api.governing import Governing, govern
from manifestlint.api.judging import Judging
from manifestlint.api.request import Request, UsageError
from manifestlint.api.workspace import Workspace, open_workspace
from manifestlint.config.select import Selection
from manifestlint.core.finding import Change as Age
from manifestlint.core.finding import Finding, Status
from manifestlint.core.garbage import LESS_OFTEN
from manifestlint.core.report import Report, Repository, Stats
from manifestlint.core.words import counted
from manifestlint.engine.graph import make_graph
from manifestlint.engine.run import Outcome
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import Scope
from manifestlint.rules import CATALOGUE
from manifestlint.schema.versions import UnknownVersion, choose
from manifestlint.triage.decide import Decided

if TYPE_CHECKING:  # a run without a base does without it
    from manifestlint.api.change import Changed


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run found, and what it judged with."""

    report: Report
    changed: "Changed | None" = None
    """None where nothing is compared."""
    judging: Judging | None = None
    """None where the PolicySet cannot be used."""


def check(request: Request) -> Report:
    """Judge what the request names, by the PolicySet that governs it.

    Raises:
        UsageError: a path does not exist, a rule or Kubernetes version is not known, or the paths have no
            PolicySet in common.
    """
    return check_workspace(request, open_workspace(request))


def check_workspace(request: Request, workspace: Workspace) -> Report:
    """Judge what the request names in a workspace that was opened for it.

    Raises:
        UsageError: as `check` does.
    """
    return check_from(request, workspace, choose_base(workspace, request.base, os.environ)).report


def check_from(request: Request, workspace: Workspace, base: Base | None) -> Checked:
    """Judge what the request names, and the change since a base, if there is one.

    Raises:
        UsageError: as `check` does.
    """
    with LESS_OFTEN:
        return _check_from(request, workspace, base)


def _check_from(request: Request, workspace: Workspace, base: Base | None) -> Checked:
    started = time.perf_counter()
    try:
        choose(request.kubernetes_version)
    except UnknownVersion as error:
        raise UsageError(str(error)) from error
    governing = govern(request, workspace, base)
    loaded = governing.loaded
    report = Report(
        version=__version__,
        root=str(workspace.tree.root),
        cwd=os.path.realpath(request.cwd),
        findings=loaded.findings,
        failures=loaded.failures,
        rules=CATALOGUE.infos,
        repository=_repository(workspace) if request.repository else None,
        policies=workspace.policies is not None,
        notes=tuple(_about_policies(governing)),
        unusable=loaded.policy is None,
    )
    checked = Checked(report)
    if loaded.policy is not None:
        checked = _judge(request, governing, base, report)
    stats = replace(checked.report.stats, seconds=time.perf_counter() - started)
    return replace(checked, report=replace(checked.report, stats=stats))


def _repository(workspace: Workspace) -> Repository | None:
    from manifestlint.api.repository import find_repository

    return find_repository(workspace, os.environ)


def _about_policies(governing: Governing) -> Iterator[str]:
    if governing.proposed and governing.loaded.policy is None:
        yield (
            "the policies of the branch that this change is for cannot be used;"
            " to judge a change that mends them by its own, say --policies-from head"
        )


def _judge(request: Request, governing: Governing, base: Base | None, report: Report) -> Checked:
    judging = Judging(request, governing.workspace, governing.loaded)
    scope, outcome = judging.scope, judging.outcome
    notes: tuple[str, ...] = ()
    changed = None
    if base is None:
        decided = judging.decide(outcome, scope)
    else:
        changed, notes = _judge_change(request, governing, base, judging)
        decided = changed.decided
        report = replace(report, base=base.commit, counts_all=request.counts_all)
    told = [result for result in outcome.files if scope.tells_of(result.path)]
    resources = sum(len(result.facts) for result in told)
    # A kustomization, a patch or a value file that was named is judged by what is made of it.
    rendered = bool(scope.named & outcome.plan.raw)
    nothing = not resources and not rendered and not decided.findings and not decided.failures
    report = replace(
        report,
        findings=(
            *report.findings,
            *_with_fixes(decided.findings, judging.sources, scope, request.most_fixes),
        ),
        more_fixes=request.most_fixes is not None
        and sum(map(_may_be_mended, decided.findings)) > request.most_fixes,
        failures=decided.failures,
        notes=(*notes, *judging.notes(nothing=nothing), *_about_baseline(governing, decided)),
        files=tuple(result.path for result in told if not result.skipped),
        stats=_stats(outcome, judging.selection),
        fail_on=judging.policy.fail_on,
        applications=make_graph(outcome, decided.failures, judging.sources, judging.ours, scope)
        if request.applications
        else None,
        unusable=nothing or bool(scope.empty),
    )
    return Checked(report, changed, judging)


def _with_fixes(
    findings: Iterable[Finding], sources: Sources, scope: Scope, most: int | None
) -> Iterator[Finding]:
    """The findings, those that decide with their fixes as text: these may change only what is told of."""
    left = sys.maxsize if most is None else most
    for finding in findings:
        if left and _may_be_mended(finding):
            from manifestlint.fix import resolve

            left -= 1
            yield replace(finding, fix=resolve(finding, sources, scope.tells_of))
        else:
            yield finding


def _may_be_mended(finding: Finding) -> bool:
    decides = finding.status is Status.ACTIVE and finding.change is not Age.OLD
    return finding.offer is not None and decides


def _about_baseline(governing: Governing, decided: Decided) -> Iterator[str]:
    proposed = governing.proposed
    gone = [each for each in decided.gone if proposed is None or each in proposed.baseline]
    if gone:
        yield (
            f"{counted(len(gone), 'finding')} of the baseline cannot be found any more;"
            " take out what is gone with: manifestlint baseline --prune"
        )


def _judge_change(
    request: Request, governing: Governing, base: Base, judging: Judging
) -> "tuple[Changed, tuple[str, ...]]":
    """What is told of a change, and of what it would do to the policies."""
    from manifestlint.api.change import judge_from
    from manifestlint.api.effect import effect

    changed = judge_from(base, judging)
    decided = changed.decided
    findings = tuple(filter(governing.still_there, decided.findings))
    notes = tuple(effect(request, governing, base, findings))
    failures, proposed = decided.failures, governing.proposed
    if governing.altered and proposed:  # what does not count yet must still be right
        findings += tuple(replace(each, change=Age.NEW) for each in proposed.findings)
        failures += tuple(each for each in proposed.failures if each not in governing.loaded.failures)
    return replace(changed, decided=replace(decided, findings=findings, failures=failures)), notes


def _stats(outcome: Outcome, selection: Selection) -> Stats:
    skipped = sum(result.skipped for result in outcome.files)
    return Stats(
        files=len(outcome.files) - skipped,
        skipped_files=skipped,
        resources=sum(len(result.facts) for result in outcome.files),
        bundles=sum(bool(bundle.files) and not bundle.is_base for bundle in outcome.plan.bundles),
        rules=len(selection.rules_on),
    )
