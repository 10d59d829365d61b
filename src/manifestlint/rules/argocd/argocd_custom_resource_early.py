"""Custom resources whose kind comes with another Application."""

from collections.abc import Iterator

from manifestlint.argocd.annotations import has_sync_option
from manifestlint.argocd.order import shell
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, repository_rule
from manifestlint.rules.argocd._bundle import applied

_OPTION = "SkipDryRunOnMissingResource=true"


@repository_rule(
    "argocd-custom-resource-early", severity=Severity.WARNING, profile=Profile.STRICT, since="0.1"
)
def argocd_custom_resource_early(bundles: tuple[Bundle, ...]) -> Iterator[Problem]:
    """A custom resource is in one Argo CD Application, and its CRD in another.

    In a new cluster the sync fails before it starts, nothing of the Application is applied, and it succeeds
    only when it is tried again after the other one: "the server could not find the requested resource". A
    CRD in the same sync is waited for (Argo CD docs, "Sync Options"; gitops-engine
    `pkg/sync/sync_context.go`, `getSyncTasks`, v0.7).

    The annotation `argocd.argoproj.io/sync-options: SkipDryRunOnMissingResource=true` on the custom
    resource lets everything else be applied.

    It is strict because a sync that is tried again, as `spec.syncPolicy.retry` does, ends well.
    """
    homes: dict[tuple[str, str], list[tuple[Bundle, Facts]]] = {}
    for bundle in bundles:
        for facts in bundle.members:
            if facts.defines:
                homes.setdefault(facts.defines, []).append((bundle, facts))
    for bundle in bundles:
        it = applied(bundle)
        if it is None or it.application.sync_policy.has_option(_OPTION):
            continue
        for facts in bundle.members:
            found = homes.get((facts.id.group, facts.id.kind), [])
            if not found or any(where is bundle for where, _ in found):
                continue
            if not has_sync_option(shell(facts), _OPTION):
                yield Problem(
                    f"{facts.id}: its CRD is not in {it.facts.id}, so the sync fails where it is unknown",
                    at=At(("kind",)),
                    resource=facts.ref,
                    related=(Related("its CRD", At(("metadata", "name")), found[0][1].ref),),
                )
