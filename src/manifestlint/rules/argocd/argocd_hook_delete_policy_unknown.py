"""Hooks that are not cleaned up as their author thinks."""

from collections.abc import Iterator

from manifestlint.argocd.annotations import HOOK_DELETE_POLICY, listed
from manifestlint.core.words import enumerated
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Safety, Severity, resource_rule
from manifestlint.rules.argocd._hook import POLICIES, meant, respelt_list


@resource_rule(
    "argocd-hook-delete-policy-unknown",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    needs=("annotations",),
    fix=Safety.UNSAFE,
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
        right = meant(unknown[0], POLICIES)
        hint = f"; did you mean {right}?" if right else ""
        yield Problem(
            f"{resource.id}: Argo CD ignores the delete policy {enumerated(map(repr, unknown))}{hint}",
            at=at("metadata", "annotations", HOOK_DELETE_POLICY),
            fix=respelt_list(resource, HOOK_DELETE_POLICY, POLICIES),
        )
