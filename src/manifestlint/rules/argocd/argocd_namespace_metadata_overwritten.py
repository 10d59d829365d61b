"""Labels for a namespace that are written twice."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule
from manifestlint.rules.argocd._bundle import applied

_FIELD = At(("spec", "syncPolicy", "managedNamespaceMetadata"), on="key")


@bundle_rule(
    "argocd-namespace-metadata-overwritten",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
)
def argocd_namespace_metadata_overwritten(bundle: Bundle) -> Iterator[Problem]:
    """An Argo CD Application has `managedNamespaceMetadata`, and the Namespace among its manifests.

    The manifest wins and overwrites the labels and annotations that stand in the Application (Argo CD docs,
    "Sync Options", "Namespace Metadata", v3.1). A Pod Security level or an injection label that stands only
    there is never set. Write everything into the manifest, and remove `managedNamespaceMetadata`.

    It is a warning because the sync succeeds; recommended because what is written there is not done.
    """
    it = applied(bundle)
    if it is None or not it.application.sync_policy.managed_namespace_metadata:
        return
    for facts in bundle.members:
        own = facts.id.name == it.application.destination.namespace
        if own and (facts.id.group, facts.id.kind) == ("", "Namespace"):
            yield Problem(
                f"{facts.id}: it overwrites the managedNamespaceMetadata of {it.facts.id}",
                at=At(("metadata", "name")),
                resource=facts.ref,
                related=(Related("what is overwritten", _FIELD, it.facts.ref),),
            )
