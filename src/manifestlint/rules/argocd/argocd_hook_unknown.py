"""Hooks that never run."""

from collections.abc import Iterator

from manifestlint.argocd.annotations import HELM_HOOK, HOOK, listed
from manifestlint.core.words import enumerated
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Safety, Severity, resource_rule
from manifestlint.rules.argocd._hook import TYPES, meant, respelt_list


@resource_rule(
    "argocd-hook-unknown",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("annotations",),
    fix=Safety.UNSAFE,
    peers={"argocd-source-lint": "unknown-resource-hook"},
)
def argocd_hook_unknown(resource: Resource) -> Iterator[Problem]:
    """The annotation `argocd.argoproj.io/hook` names no phase that Argo CD knows.

    Any value makes the object a hook, and one without a phase is never applied. An object that ran before
    is no longer among those that Git asks for, so a sync with pruning deletes it (gitops-engine
    `pkg/sync/hook/hook.go`, `sync_phase.go` and `reconcile.go`, v0.7). Where other values are right, the
    unknown one is left out.

    Write PreSync, Sync, PostSync, SyncFail, Skip, PreDelete or PostDelete, in this case; several are
    separated by commas (Argo CD docs, "Sync Phases and Waves"). Helm's names (`pre-install`) belong into
    `helm.sh/hook`, which counts where no value here is known.

    It is essential: the object does not reach the cluster.
    """
    if HOOK not in resource.annotations:
        return
    written = listed(resource.annotations, HOOK)
    unknown = [value for value in written if value not in TYPES]
    if written and not unknown:
        return
    lost = len(unknown) == len(written) and HELM_HOOK not in resource.annotations
    told = enumerated(map(repr, unknown)) if unknown else "an empty value"
    right = meant(unknown[0], TYPES) if unknown else None
    effect = "so it is never applied" if lost else "and Argo CD leaves it out"
    hint = f"; did you mean {right}?" if right else ""
    yield Problem(
        f"{resource.id}: {told} is no phase of a sync, {effect}{hint}",
        at=at("metadata", "annotations", HOOK),
        fix=respelt_list(resource, HOOK, TYPES) if unknown else None,
    )
