"""Objects that must not go, and do when their file does."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.argocd.annotations import has_sync_option
from manifestlint.argocd.order import Phase, phases, shell
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Safety, Severity, bundle_rule, option
from manifestlint.rules.argocd._bundle import applied
from manifestlint.rules.argocd._sync_option import kept_by

_OPTIONS = ("Prune=false", "Prune=confirm")


@dataclass(frozen=True, slots=True)
class Options:
    """What is worth protecting."""

    kinds: tuple[str, ...] = option(
        ("PersistentVolumeClaim", "Namespace", "CustomResourceDefinition"),
        'The kinds that must be protected, such as "StatefulSet" too.',
    )


@bundle_rule(
    "argocd-prune-unprotected",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.SAFE,
)
def argocd_prune_unprotected(bundle: Bundle, options: Options) -> Iterator[Problem]:
    """An Argo CD Application prunes automatically, and data would go with an object that is not protected.

    When its file is moved, renamed or left out of a kustomization, the object is deleted minutes later: a
    PersistentVolumeClaim with its data, a Namespace with everything in it, a CRD with all custom resources
    of its kind. The annotation `argocd.argoproj.io/sync-options: Prune=false` keeps it, and `Prune=confirm`
    asks first (Argo CD docs, "Sync Options"; https://github.com/argoproj/argo-cd/issues/9853).

    From v3.4 on either may also stand in `spec.syncPolicy.syncOptions` for all objects. A StatefulSet's
    volumes stay when it goes, unless it says otherwise, so it is told only where the option names it. For
    the deletion of the Application itself see `argocd-delete-unprotected`.

    It is a warning because nothing breaks until then; recommended because it cannot be undone.
    """
    it = applied(bundle)
    if it is None or not it.application.sync_policy.prunes:
        return
    if any(map(it.application.sync_policy.has_option, _OPTIONS)):
        return
    for facts in bundle.members:
        if facts.id.kind in options.kinds and _is_pruned(facts):
            yield Problem(
                f"{facts.id}: without Prune=false, {it.facts.id} deletes it when its file is gone",
                at=At(("metadata", "name")),
                resource=facts.ref,
                fix=kept_by(facts, _OPTIONS[0]),
            )


def _is_pruned(facts: Facts) -> bool:
    resource = shell(facts)
    if facts.generated or phases(resource) != (Phase.SYNC,):
        return False
    return not any(has_sync_option(resource, option) for option in _OPTIONS)
