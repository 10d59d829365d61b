"""Hooks that are not cleaned up as their author thinks."""

from collections.abc import Iterator

from manifestlint.argocd.annotations import HOOK_DELETE_POLICY, listed
from manifestlint.core.words import close_to, enumerated
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._hook import POLICIES


@resource_rule(
    "argocd-hook-delete-policy-unknown",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    needs=("annotations",),
    peers={"argocd-source-lint": "unknown-resource-hook"},
)
def argocd_hook_delete_policy_unknown(resource: Resource) -> Iterator[Problem]:
    """The annotation `argocd.argoproj.io/hook-delete-policy` has a value that Argo CD does not know.

    It is ignored. Where nothing else is said, the hook stays until the next sync, which deletes it before
    it creates it anew (gitops-engine `pkg/sync/hook/delete_policy.go`, v0.7). Write HookSucceeded,
    HookFailed or BeforeHookCreation; Helm's names (`hook-succeeded`) belong into
    `helm.sh/hook-delete-policy`.

    It is a warning because the sync succeeds; recommended because what is written there is not done.
    """
    unknown = [value for value in listed(resource.annotations, HOOK_DELETE_POLICY) if value not in POLICIES]
    if unknown:
        meant = close_to(unknown[0].replace("-", ""), POLICIES, cutoff=0.7)
        hint = f"; did you mean {meant}?" if meant else ""
        yield Problem(
            f"{resource.id}: Argo CD ignores the delete policy {enumerated(map(repr, unknown))}{hint}",
            at=at("metadata", "annotations", HOOK_DELETE_POLICY),
        )
