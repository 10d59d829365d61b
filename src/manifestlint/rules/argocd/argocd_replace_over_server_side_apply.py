"""Two ways of applying, of which one is never taken."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, resource_rule
from manifestlint.rules.argocd._options import written_options


@resource_rule(
    "argocd-replace-over-server-side-apply",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    needs=("annotations", "syncOptions"),
)
def argocd_replace_over_server_side_apply(resource: Resource) -> Iterator[Problem]:
    """The sync options `Replace=true` and `ServerSideApply=true` stand together.

    `Replace=true` wins, so nothing is applied on the server's side: objects are replaced as a whole, and
    fields that other managers set are lost (Argo CD docs, "Sync Options"; gitops-engine
    `pkg/sync/sync_context.go`, `applyObject`, v0.7). Remove one of the two, most often `Replace=true`.

    It is a warning because the sync succeeds; recommended because it does not do what is asked for.
    """
    for of_application in (False, True):
        places: dict[str, At] = {
            option: place for option, place, applied in written_options(resource) if applied is of_application
        }
        if {"Replace=true", "ServerSideApply=true"} <= places.keys():
            yield Problem(
                f"{resource.id}: Replace=true wins over ServerSideApply=true, which is ignored",
                at=places["Replace=true"],
                related=(Related("ignored", places["ServerSideApply=true"]),),
            )
