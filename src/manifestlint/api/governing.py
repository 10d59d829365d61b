"""Whose policies judge a change: those of the branch that it is for, so that it cannot loosen them."""

from dataclasses import dataclass, replace

from manifestlint.api.base import Base
from manifestlint.api.request import Request, UsageError
from manifestlint.api.revisions import committed, revision
from manifestlint.api.workspace import Workspace
from manifestlint.config.load import Loaded, load
from manifestlint.config.policyset import Excuse, PolicySet
from manifestlint.core.finding import Finding
from manifestlint.engine.world import is_below, joined
from manifestlint.rules import CATALOGUE
from manifestlint.source import Tree


@dataclass(frozen=True, slots=True)
class Governing:
    """The policies that judge, and those that a change would put in their place."""

    workspace: Workspace
    """Under the policies that judge."""
    loaded: Loaded
    head: Workspace
    """Under those of what is checked."""
    proposed: Loaded | None = None
    """What the change's own side says; None where that is what judges."""
    altered: bool = False
    """The change itself alters policies."""

    def still_there(self, finding: Finding) -> bool:
        """Whether a finding is about an exception that the change does not take out itself."""
        if self.proposed is None or self.proposed.policy is None or self.loaded.policy is None:
            return True
        if finding.path != self.loaded.policy.path or finding.pointer[:2] != ("spec", "exceptions"):
            return True
        excuse = self.loaded.policy.exceptions[int(finding.pointer[2])]
        return _essence(excuse) in map(_essence, self.proposed.policy.exceptions)


def govern(request: Request, workspace: Workspace, base: Base | None) -> Governing:
    """Find the policies that judge what is asked for.

    Raises:
        UsageError: those of a base are asked for, and there is none.
    """
    own = load_policies(workspace)
    if request.policies_from == "base" and base is None:
        raise UsageError("--policies-from base needs a base; name one with --base")
    if base is None or (request.policies_from or ("base" if base.in_ci else "head")) == "head":
        there = at_commit(request, workspace, base.commit) if base else workspace
        return Governing(workspace, own, workspace, altered=bool(base and _alters(base, workspace, there)))
    there = at_commit(request, workspace, base.tip)
    loaded = load_policies(there)
    if loaded.policy and own.policy:
        loaded = replace(loaded, policy=_extended(loaded.policy, own.policy, workspace.tree))
    return Governing(there, loaded, workspace, own, _alters(base, workspace, there))


def _alters(base: Base, *workspaces: Workspace) -> bool:
    """Whether a policy of one of them is no more what it was."""
    changed = revision(workspaces[0].tree, base.commit).changed
    folders = {each.policies.path for each in workspaces if each.policies}
    return any(is_below(path, folder) for path in changed for folder in folders)


def load_policies(workspace: Workspace) -> Loaded:
    """What the policies of a workspace say."""
    if workspace.policies is None:
        return Loaded(PolicySet())
    return load(workspace.policies, CATALOGUE.infos)


def at_commit(request: Request, workspace: Workspace, commit: str) -> Workspace:
    """The workspace under the policies that a commit has."""
    return workspace.governed_by(request, committed(workspace.tree, commit))


def _extended(policy: PolicySet, own: PolicySet, tree: Tree) -> PolicySet:
    """A PolicySet that reads what the change asks to read, too, and not what it has moved away."""
    if policy.base != own.base:
        return policy
    manifests = _united(policy, policy.manifests, own.manifests, tree)
    return replace(
        policy,
        manifests=manifests if policy.manifests and own.manifests else (),
        schemas=_united(policy, policy.schemas, own.schemas, tree),
    )


def _united(policy: PolicySet, theirs: tuple[str, ...], ours: tuple[str, ...], tree: Tree) -> tuple[str, ...]:
    kept = (path for path in theirs if tree.exists(joined(policy.base, path)))
    return tuple(dict.fromkeys((*kept, *ours)))


def _essence(excuse: Excuse) -> tuple[object, ...]:
    return excuse.rule, excuse.failure, excuse.match, excuse.reason, excuse.expires
