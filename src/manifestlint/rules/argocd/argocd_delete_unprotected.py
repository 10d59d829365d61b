"""Objects that must not go, and do when their Application does."""

from collections.abc import Iterator

from manifestlint.argocd.annotations import has_sync_option
from manifestlint.argocd.order import shell
from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Problem, Profile, Related, Safety, Severity, bundle_rule
from manifestlint.rules.argocd._bundle import applied
from manifestlint.rules.argocd._sync_option import kept_by

_KINDS = frozenset({("", "PersistentVolumeClaim"), ("", "Namespace")})
_OPTIONS = ("Delete=false", "Delete=confirm")


@bundle_rule(
    "argocd-delete-unprotected",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.SAFE,
)
def argocd_delete_unprotected(bundle: Bundle) -> Iterator[Problem]:
    """Deleting an Argo CD Application would delete volumes or a namespace with it.

    With the finalizer `resources-finalizer.argocd.argoproj.io` all objects of the Application go when it
    goes. `Prune=false` does not help then; `argocd.argoproj.io/sync-options: Delete=false` does, and
    `Delete=confirm` asks first (Argo CD docs, "Sync Options"; `controller/appcontroller.go`,
    `shouldBeDeleted`, v3.1, which spares CRDs in any case and knows `helm.sh/resource-policy: keep`).

    It is strict because taking everything along is what the finalizer is for.
    """
    it = applied(bundle)
    if it is None or not it.application.deletes_its_objects:
        return
    if any(map(it.application.sync_policy.has_option, _OPTIONS)):
        return
    for facts in bundle.members:
        resource = shell(facts)
        if (facts.id.group, facts.id.kind) not in _KINDS or facts.generated:
            continue
        kept = facts.annotations.get("helm.sh/resource-policy") == "keep"
        if not kept and not any(has_sync_option(resource, option) for option in _OPTIONS):
            yield Problem(
                f"{facts.id}: without Delete=false it is deleted together with {it.facts.id}",
                at=At(("metadata", "name")),
                resource=facts.ref,
                related=(
                    Related("by this finalizer", At(("metadata", "finalizers"), on="key"), it.facts.ref),
                ),
                fix=kept_by(facts, _OPTIONS[0]),
            )
