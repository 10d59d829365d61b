"""Namespaces that go with the manifests that a change removes."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._leaving import Leaving, leaving

_CREATES = "CreateNamespace=true"


@transition_rule(
    "namespace-pruned",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Namespace",),
)
def namespace_pruned(transition: Transition) -> Iterator[Problem]:
    """The change takes a Namespace out of Git, and everything in it is deleted.

    Argo CD prunes the Namespace (gitops-engine `pkg/sync/sync_context.go`, `pruneObject`, v3.1), and the
    cluster then deletes all that lives there, whoever made it, volumes included (Kubernetes docs,
    "Namespaces"). `CreateNamespace=true` does not help: it makes a namespace that is missing, and takes over
    none from a manifest (https://github.com/argoproj/argo-cd/issues/16995).

    To keep the namespace, first merge the annotation `argocd.argoproj.io/sync-options: Prune=false` on it,
    and remove the manifest later; with `Prune=confirm` somebody has to agree to the deletion.

    Told too where no Application in the repository applies it. It is essential: no rollback brings back what
    was there.
    """
    left = leaving(transition)
    if left is not None and left.is_deleted and not transition.id.group:
        yield left.problem(f"everything in it is deleted{_despite(left)}")


def _despite(left: Leaving) -> str:
    application = left.application
    if application is None or not application.sync_policy.has_option(_CREATES):
        return ""
    its = application.destination.namespace == left.side.id.name
    return f", and {_CREATES} then makes an empty one" if its else ""
