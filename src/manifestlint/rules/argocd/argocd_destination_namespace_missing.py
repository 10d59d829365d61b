"""Applications whose namespace nobody makes."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Problem, Profile, Severity, repository_rule
from manifestlint.rules.argocd._bundle import applied

_GIVEN = frozenset({"default", "kube-system", "kube-public", "kube-node-lease"})


@repository_rule(
    "argocd-destination-namespace-missing",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
)
def argocd_destination_namespace_missing(bundles: tuple[Bundle, ...]) -> Iterator[Problem]:
    """Nothing in the repository makes the namespace that an Argo CD Application applies to.

    In a cluster without it, the sync fails: `namespaces "..." not found`. Write the Namespace down, or add
    the sync option `CreateNamespace=true`, which makes the destination's namespace and no other (Argo CD
    docs, "Sync Options"; https://github.com/argoproj/argo-cd/issues/11625).

    It is told only where the repository declares other Namespaces, so that they are made here, and all of
    it could be read. It is a warning because this one may be made elsewhere; recommended because a new
    cluster cannot be set up if it is not.
    """
    declared = {
        facts.id.name
        for bundle in bundles
        for facts in bundle.members
        if (facts.id.group, facts.id.kind) == ("", "Namespace")
    }
    if not declared or any(bundle.partial for bundle in bundles):
        return
    for bundle in bundles:
        it = applied(bundle)
        if it is None or it.application.sync_policy.has_option("CreateNamespace=true"):
            continue
        name = it.application.destination.namespace
        if not name or name in declared | _GIVEN or name == bundle.argocd_namespace:
            continue
        landing = next((facts for facts in bundle.members if bundle.namespace_of(facts) == name), None)
        if landing:
            yield Problem(
                f"{it.facts.id}: nothing makes the namespace {name}, and CreateNamespace=true is not set",
                at=At(("spec", "destination", "namespace")),
                resource=it.facts.ref,
            )
