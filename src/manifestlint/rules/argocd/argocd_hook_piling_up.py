"""Hooks that leave one object behind for every sync."""

from collections.abc import Iterator

from manifestlint.argocd.annotations import HOOK_DELETE_POLICY, listed
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._hook import POLICIES, is_sync_hook


@resource_rule(
    "argocd-hook-piling-up",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    needs=("generateName",),
)
def argocd_hook_piling_up(resource: Resource) -> Iterator[Problem]:
    """An Argo CD hook with `generateName` is never deleted.

    Argo CD makes its name anew for each sync, of the revision, the phase and the time (gitops-engine
    `pkg/sync/sync_context.go`, `getSyncTasks`, v0.7). The policy BeforeHookCreation, also the one that
    counts where none is written, looks for an object of the same name and finds none: it "is meant to be
    used with `/metadata/name`" (Argo CD docs, "Sync Phases and Waves"). Each sync leaves an object behind,
    with its pods.

    Add HookSucceeded (and HookFailed) to `argocd.argoproj.io/hook-delete-policy`, give it a fixed name, or
    let a Job end by `ttlSecondsAfterFinished`.

    It is a warning because a sync succeeds; recommended because they fill the namespace.
    """
    if not is_sync_hook(resource) or resource.get("metadata", "name"):
        return
    if not resource.get("metadata", "generateName"):
        return
    if resource.get("spec", "ttlSecondsAfterFinished") is not None or resource.get("spec", "ttlStrategy"):
        return
    if "helm.sh/hook-delete-policy" in resource.annotations:
        return
    policies = {*listed(resource.annotations, HOOK_DELETE_POLICY)} & {*POLICIES}
    if policies <= {"BeforeHookCreation"}:
        yield Problem(
            f"{resource.id}: each sync creates another one, and none is deleted",
            at=at("metadata", "generateName"),
        )
