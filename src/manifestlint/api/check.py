"""`check`: judge files, and report."""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from manifestlint import __version__
from manifestlint.api.base import find_base
from manifestlint.api.judging import Judging
from manifestlint.api.request import Request, UsageError
from manifestlint.api.workspace import Workspace, open_workspace
from manifestlint.config.load import Loaded, load
from manifestlint.config.policyset import PolicySet
from manifestlint.config.select import Selection
from manifestlint.core.finding import Change, Finding, Status
from manifestlint.core.report import Report, Stats
from manifestlint.engine.graph import make_graph
from manifestlint.engine.run import Outcome
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import Scope
from manifestlint.rules import CATALOGUE
from manifestlint.schema.versions import UnknownVersion, choose


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
    started = time.perf_counter()
    try:
        choose(request.kubernetes_version)
    except UnknownVersion as error:
        raise UsageError(str(error)) from error
    loaded = _load(workspace)
    report = Report(
        version=__version__,
        root=str(workspace.tree.root),
        cwd=os.path.realpath(request.cwd),
        findings=loaded.findings,
        failures=loaded.failures,
        rules=CATALOGUE.infos,
        unusable=loaded.policy is None,
    )
    if loaded.policy is not None:
        report = _judge(request, workspace, loaded, report)
    return replace(report, stats=replace(report.stats, seconds=time.perf_counter() - started))


def _load(workspace: Workspace) -> Loaded:
    if workspace.policies is None:
        return Loaded(PolicySet())
    return load(workspace.policies, CATALOGUE.infos)


def _judge(request: Request, workspace: Workspace, loaded: Loaded, report: Report) -> Report:
    judging = Judging(request, workspace, loaded)
    scope, outcome = judging.scope, judging.outcome
    if request.base is None:
        decided = judging.decide(outcome, scope)
    else:
        from manifestlint.api.change import judge_from

        base = find_base(workspace.tree.root, request.base)
        decided = judge_from(base, judging).decided
        report = replace(report, base=base.commit, counts_all=request.counts_all)
    told = [result for result in outcome.files if scope.tells_of(result.path)]
    resources = sum(len(result.facts) for result in told)
    # A kustomization, a patch or a value file that was named is judged by what is made of it.
    rendered = bool(scope.named & outcome.plan.raw)
    nothing = not resources and not rendered and not decided.findings and not decided.failures
    return replace(
        report,
        findings=(*report.findings, *_with_fixes(decided.findings, judging.sources, scope)),
        failures=decided.failures,
        notes=tuple(judging.notes(nothing=nothing)),
        stats=_stats(outcome, judging.selection),
        fail_on=judging.policy.fail_on,
        applications=make_graph(outcome, decided.failures, judging.sources, judging.ours, scope)
        if request.applications
        else None,
        unusable=nothing or bool(scope.empty),
    )


def _with_fixes(findings: Iterable[Finding], sources: Sources, scope: Scope) -> Iterator[Finding]:
    """The findings, those that decide with their fixes as text: these may change only what is told of."""
    for finding in findings:
        decides = finding.status is Status.ACTIVE and finding.change is not Change.OLD
        if finding.offer is not None and decides:
            from manifestlint.fix import resolve

            yield replace(finding, fix=resolve(finding, sources, scope.tells_of))
        else:
            yield finding


def _stats(outcome: Outcome, selection: Selection) -> Stats:
    skipped = sum(result.skipped for result in outcome.files)
    return Stats(
        files=len(outcome.files) - skipped,
        skipped_files=skipped,
        resources=sum(len(result.facts) for result in outcome.files),
        bundles=sum(bool(bundle.files) and not bundle.is_base for bundle in outcome.plan.bundles),
        rules=len(selection.rules_on),
    )
