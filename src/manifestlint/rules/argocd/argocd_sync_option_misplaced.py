"""Sync options at the wrong level."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._options import is_misplaced, written_options


@resource_rule(
    "argocd-sync-option-misplaced",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    needs=("annotations", "syncOptions"),
    peers={"argocd-source-lint": "unknown-sync-option"},
)
def argocd_sync_option_misplaced(resource: Resource) -> Iterator[Problem]:
    """A sync option stands on an object but counts for Applications only, or the other way round.

    Argo CD ignores it without a word. `Force=true` counts in an object's annotation only; `CreateNamespace`,
    `PrunePropagationPolicy`, `ApplyOutOfSyncOnly`, `FailOnSharedResource`, `RespectIgnoreDifferences` and
    `ClientSideApplyMigration` count in `spec.syncPolicy.syncOptions` of the Application only (Argo CD
    `controller/sync.go` and gitops-engine `pkg/sync/sync_context.go`, v3.1). Move it there.

    It is a warning because the sync may do without; recommended because what is written there is not done.
    """
    for option, place, of_application in written_options(resource):
        if is_misplaced(option, of_application=of_application):
            where = (
                "in the annotation of an object"
                if of_application
                else "in spec.syncPolicy.syncOptions of the Application"
            )
            yield Problem(
                f"{resource.id}: Argo CD ignores the sync option {option!r} here; it counts only {where}",
                at=place,
            )
