"""Definitions of kinds that go with the manifests that a change removes."""

from collections.abc import Iterator

from manifestlint.model.facts import Facts
from manifestlint.model.resource import at
from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Related, Severity, transition_rule
from manifestlint.rules.transitions._leaving import leaving


@transition_rule(
    "definition-pruned",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def definition_pruned(transition: Transition) -> Iterator[Problem]:
    """The change takes a CustomResourceDefinition out of Git, and all objects of its kind are deleted.

    Argo CD prunes it (gitops-engine `pkg/sync/sync_context.go`, `pruneObject`, v3.1), and the API server
    deletes every object of the kind in every namespace first (Kubernetes docs, "Extend the Kubernetes API
    with CustomResourceDefinitions", "Delete a CustomResourceDefinition"); their operator then removes what it
    made of them. Objects of the kind that stay in Git can no longer be applied.

    To keep it, first merge the annotation `argocd.argoproj.io/sync-options: Prune=false` on it, and remove
    the manifest later; with `Prune=confirm` somebody has to agree to the deletion.

    Told too where no Application in the repository applies it. It is essential: no rollback brings back what
    only the cluster had.
    """
    left = leaving(transition)
    if left is None or not left.is_deleted or left.side.facts.defines is None:
        return
    users = _of_kind(transition, left.side.facts.defines)
    related = tuple(Related("one that is still applied", at("kind"), facts.ref) for facts in users[:3])
    count = f"; {len(users)} of them in Git" if users else ""
    kind = left.side.facts.defines[1]
    yield left.problem(f"all objects of kind {kind} are deleted in the cluster{count}", *related)


def _of_kind(transition: Transition, defined: tuple[str, str]) -> list[Facts]:
    return [
        facts
        for bundle in transition.change.after
        for facts in bundle.members
        if (facts.id.group, facts.id.kind) == defined
    ]
