"""`check`: judge files, and report."""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from manifestlint import __version__
from manifestlint.api.request import Request, UsageError
from manifestlint.api.workspace import Workspace, open_workspace
from manifestlint.argocd.repository import repository_key
from manifestlint.config.load import Loaded, load
from manifestlint.config.policyset import PolicySet
from manifestlint.config.select import Selection, UnknownRule
from manifestlint.core.finding import Finding, Status
from manifestlint.core.report import Report, Stats
from manifestlint.engine.claims import Ours
from manifestlint.engine.graph import make_graph
from manifestlint.engine.judge import Judge
from manifestlint.engine.run import Outcome, run
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import Scope, find_scope
from manifestlint.rules import CATALOGUE
from manifestlint.schema.versions import UnknownVersion, choose
from manifestlint.source import Limits, git
from manifestlint.triage.decide import decide


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
    policy = _overruled(loaded.policy or PolicySet(), request)
    try:
        selection = Selection(policy, CATALOGUE.infos, request.select, request.ignore)
    except UnknownRule as error:
        raise UsageError(str(error)) from error
    scope = find_scope(workspace.tree, policy, workspace.paths, governed=workspace.governed)
    limits = Limits() if request.max_file_bytes is None else Limits(file_bytes=request.max_file_bytes)
    judge = Judge(policy, selection, CATALOGUE)
    sources, ours = Sources(workspace.tree, limits), _ours(workspace, policy)
    outcome = run(scope, sources, judge, ours)
    decided = decide(outcome, scope, loaded, judge, CATALOGUE.infos, datetime.now(UTC).date())
    stats = _stats(outcome, selection)
    told = [result for result in outcome.files if scope.tells_of(result.path)]
    resources = sum(len(result.facts) for result in told)
    # A kustomization, a patch or a value file that was named is judged by what is made of it.
    rendered = bool(scope.named & outcome.plan.raw)
    nothing = not resources and not rendered and not decided.findings and not decided.failures
    return replace(
        report,
        findings=(*report.findings, *_with_fixes(decided.findings, sources, scope)),
        failures=decided.failures,
        notes=(*_notes(scope, policy, nothing=nothing), *outcome.notes),
        stats=stats,
        fail_on=policy.fail_on,
        applications=make_graph(outcome, decided.failures, sources, ours, scope)
        if request.applications
        else None,
        unusable=nothing or bool(scope.empty),
    )


def _with_fixes(findings: Iterable[Finding], sources: Sources, scope: Scope) -> Iterator[Finding]:
    """The findings, the active ones with their fixes as text: these may change only what is told of."""
    for finding in findings:
        if finding.offer is not None and finding.status is Status.ACTIVE:
            from manifestlint.fix import resolve

            yield replace(finding, fix=resolve(finding, sources, scope.tells_of))
        else:
            yield finding


def _ours(workspace: Workspace, policy: PolicySet) -> Ours:
    root = workspace.tree.root
    remotes = git.remotes(root) if workspace.in_git else ()
    branches = git.branches(root) if workspace.in_git else ()
    keys = frozenset(map(repository_key, (*policy.repositories, *remotes)))
    # Where git does not know the default branch, as in a shallow clone, it has one of the two usual names.
    return Ours(keys, frozenset(branches) | {"main", "master"})


def _overruled(policy: PolicySet, request: Request) -> PolicySet:
    """The PolicySet with what the command line says instead."""
    said: dict[str, Any] = {
        "profile": request.profile,
        "fail_on": request.fail_on,
        "kubernetes_version": request.kubernetes_version,
    }
    return replace(policy, **{name: value for name, value in said.items() if value is not None})


def _stats(outcome: Outcome, selection: Selection) -> Stats:
    skipped = sum(result.skipped for result in outcome.files)
    return Stats(
        files=len(outcome.files) - skipped,
        skipped_files=skipped,
        resources=sum(len(result.facts) for result in outcome.files),
        bundles=sum(bool(bundle.files) and not bundle.is_base for bundle in outcome.plan.bundles),
        rules=len(selection.rules_on),
    )


def _notes(scope: Scope, policy: PolicySet, *, nothing: bool) -> Iterator[str]:
    for path in scope.empty:
        yield (
            f"nothing was checked in {path or '.'}: no file there ends in .yaml, .yml or .json,"
            " or git ignores them all"
        )
    if nothing and not scope.empty:
        yield "nothing to check: none of the files holds a Kubernetes object"
    unused = {
        "honour": policy.honour,
        "newSuppressions": policy.new_suppressions != "warn",
    }
    for name, value in unused.items():
        if value:
            yield f"spec.{name} of the PolicySet has no effect yet"
