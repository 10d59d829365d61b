"""Manifests that are applied unchecked."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Fix, Problem, Profile, RemoveKey, Safety, Severity, resource_rule
from manifestlint.rules.argocd._options import application_options
from manifestlint.rules.argocd._spec import KINDS, read_spec


@resource_rule(
    "argocd-validation-disabled",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    kinds=KINDS,
    peers={"argocd-source-lint": "sync-validation-disabled"},
)
def argocd_validation_disabled(resource: Resource) -> Iterator[Problem]:
    """An Argo CD Application has all its objects applied without validation.

    With `Validate=false` in `spec.syncPolicy.syncOptions` a misspelt field in any of the objects is dropped
    without a word (Argo CD docs, "Sync Options": `kubectl apply --validate=false`). Put
    `argocd.argoproj.io/sync-options: Validate=false` on the object that needs it.

    It is strict because nothing breaks by it; mistakes only stay unseen.
    """
    spec = read_spec(resource)
    for option, place in application_options(spec) if spec else ():
        if option == "Validate=false":
            yield Problem(
                f"{resource.id}: Validate=false hides mistakes in every object of the Application",
                at=place,
                fix=Fix("remove Validate=false", Safety.UNSAFE, (RemoveKey(place.pointer),)),
            )
