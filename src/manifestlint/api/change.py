"""The change from a base to what is checked."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace

from manifestlint.api.base import Base
from manifestlint.api.deployed import History
from manifestlint.api.judging import Judging
from manifestlint.api.revisions import revision
from manifestlint.core.finding import Finding
from manifestlint.engine.before import run_before
from manifestlint.engine.change import About, compare, judge_change
from manifestlint.engine.sources import Earlier
from manifestlint.engine.world import is_below
from manifestlint.model.transition import Change
from manifestlint.source import git
from manifestlint.triage.added import Suppressed
from manifestlint.triage.age import aged
from manifestlint.triage.decide import Decided


@dataclass(frozen=True, slots=True)
class Changed:
    """A change, and what is told of its later side."""

    change: Change
    decided: Decided
    gone: tuple[Finding, ...]
    """Findings that were active before, and are no more."""


def judge_from(base: Base, judging: Judging) -> Changed:
    """Judge the base too, by the same rules, and what happens between the two."""
    sources, after = judging.sources, judging.outcome
    tree = revision(judging.workspace.tree, base.commit)
    earlier = sources.before = Earlier(tree, judging.limits, sources)
    scope = judging.scope_of(tree)
    before = run_before(tree, scope, earlier, after, judging.judge, judging.ours)
    change = compare(before, after, sources, _about(base, tree.changed, judging))
    result = judge_change(change, before, after, sources, judging.judge)
    findings = (*after.findings, *result.findings)
    whole = replace(after, findings=findings, failures=(*after.failures, *result.failures))
    was = judging.decide(before, scope).findings
    suppressed = Suppressed(was, before.directives, frozenset(judging.workspace.tree.files()))
    decided = judging.decide(whole, judging.scope, suppressed)
    still = {finding.fingerprint for finding in decided.findings}
    gone = tuple(finding for finding in was if finding.fingerprint not in still)
    return Changed(change, replace(decided, findings=tuple(aged(decided.findings, was, change))), gone)


def _about(base: Base, paths: frozenset[str], judging: Judging) -> About:
    root, head = judging.workspace.tree.root, judging.workspace.commit
    branch = os.environ.get("GITHUB_HEAD_REF") or os.environ.get("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME")
    history = History(root, base.commit, judging.limits, dict(_changed(paths, judging)))
    return About(
        paths,
        branch or git.branch(root, head),
        git.authors(root, base.commit, head or "HEAD"),
        history.deployed,
    )


def _changed(paths: frozenset[str], judging: Judging) -> Iterator[tuple[str, bytes | None]]:
    """The manifests among the paths that differ, and what they hold now."""
    tree = judging.workspace.tree
    roots = [root for world in judging.scope.worlds for root in world.roots]
    for path in sorted(paths):
        if any(is_below(path, root) for root in roots):
            try:
                yield path, tree.read(path)
            except OSError:
                yield path, None
