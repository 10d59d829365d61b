"""What a run judges with: policies, rules, and what is read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from manifestlint.api.request import Request, UsageError
from manifestlint.api.workspace import Workspace
from manifestlint.argocd.repository import repository_key
from manifestlint.config.load import Loaded
from manifestlint.config.policyset import PolicySet
from manifestlint.config.select import Selection, UnknownRule
from manifestlint.engine.claims import Ours
from manifestlint.engine.judge import Judge
from manifestlint.engine.run import Outcome, run
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import Scope, find_scope
from manifestlint.rules import CATALOGUE
from manifestlint.source import Limits, Tree, git
from manifestlint.triage.added import Suppressed
from manifestlint.triage.decide import Decided, decide


class Judging:
    """A request made ready.

    Raises:
        UsageError: a rule on the command line is not known.
    """

    def __init__(self, request: Request, workspace: Workspace, loaded: Loaded) -> None:
        self.workspace = workspace
        self.policy = _overruled(loaded.policy or PolicySet(), request)
        try:
            self.selection = Selection(self.policy, CATALOGUE.infos, request.select, request.ignore)
        except UnknownRule as error:
            raise UsageError(str(error)) from error
        self.judge = Judge(self.policy, self.selection, CATALOGUE)
        self.limits = Limits() if request.max_file_bytes is None else Limits(request.max_file_bytes)
        self.sources = Sources(workspace.tree, self.limits)
        self.ours = _ours(workspace, self.policy)
        self.scope = self.scope_of(workspace.tree)
        self._loaded = loaded
        self._progress = request.progress
        self._today = datetime.now(UTC).date()

    def scope_of(self, tree: Tree) -> Scope:
        """What is asked for, in this or another state of the repository."""
        return find_scope(tree, self.policy, self.workspace.paths, governed=self.workspace.governed)

    @cached_property
    def outcome(self) -> Outcome:
        """What is found in the files as they are."""
        return run(self.scope, self.sources, self.judge, self.ours, progress=self._progress)

    def decide(self, outcome: Outcome, scope: Scope, earlier: Suppressed | None = None) -> Decided:
        """What is told of an outcome; of a change, `earlier` knows what was suppressed before it."""
        return decide(outcome, scope, self._loaded, self.judge, CATALOGUE.infos, self._today, earlier)

    def notes(self, *, nothing: bool) -> Iterator[str]:
        """What people should know besides; `nothing` says that there was no object."""
        for path in self.scope.empty:
            yield (
                f"nothing was checked in {path or '.'}: no file there ends in .yaml, .yml or .json,"
                " or git ignores them all"
            )
        if nothing and not self.scope.empty:
            yield "nothing to check: none of the files holds a Kubernetes object"
        yield from self.outcome.notes


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
