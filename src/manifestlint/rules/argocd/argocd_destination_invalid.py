"""Applications that name no cluster, or two."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Related, Severity, resource_rule
from manifestlint.rules.argocd._spec import KINDS, read_spec


@resource_rule(
    "argocd-destination-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=KINDS,
    peers={"kyverno": "application-field-validation"},
)
def argocd_destination_invalid(resource: Resource) -> Iterator[Problem]:
    """An Argo CD Application's destination has neither `server` nor `name`, or both.

    Argo CD gives the Application the condition InvalidSpecError and does not sync it (Argo CD
    `util/argo/argo.go`, `GetDestinationCluster`, v3.1). Name the cluster by one of the two; Argo CD's own is
    `server: https://kubernetes.default.svc` or `name: in-cluster`.

    It is essential: nothing of the Application is synced.
    """
    spec = read_spec(resource)
    if spec is None:
        return
    server, name = spec.get("destination", "server"), spec.get("destination", "name")
    if server and name:
        yield Problem(
            f"{resource.id}: the destination has both server and name, so Argo CD refuses to sync it",
            at=spec.at("destination", "name"),
            related=(Related("and here", spec.at("destination", "server")),),
        )
    elif not server and not name and spec.complete:
        yield Problem(
            f"{resource.id}: the destination names no cluster, so Argo CD refuses to sync it",
            at=spec.at("destination"),
        )
