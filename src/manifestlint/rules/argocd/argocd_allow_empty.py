"""Applications that may wipe out all that they have."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Fix, Problem, Profile, RemoveKey, Safety, Severity, resource_rule
from manifestlint.rules.argocd._spec import KINDS, read_spec


@resource_rule(
    "argocd-allow-empty",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    kinds=KINDS,
)
def argocd_allow_empty(resource: Resource) -> Iterator[Problem]:
    """An Argo CD Application prunes automatically, even when nothing is left in Git.

    Argo CD refuses an automated sync that would delete every object, as after a moved folder, a wrong
    `path` or a broken generator. `allowEmpty: true` removes this guard (Argo CD docs, "Automated Sync
    Policy"; `controller/appcontroller.go`, v3.1). Remove it; where an Application is meant to be emptied,
    sync it by hand.

    It is a warning because nothing breaks until then; recommended because then everything is gone.
    """
    spec = read_spec(resource)
    written = spec.get("syncPolicy", "automated") if spec else None
    if spec is None or not isinstance(written, dict) or written.get("enabled") is False:
        return
    if written.get("prune") is True and written.get("allowEmpty") is True:
        place = spec.at("syncPolicy", "automated", "allowEmpty")
        yield Problem(
            f"{resource.id}: with allowEmpty and prune, an empty source deletes everything",
            at=place,
            fix=Fix("remove allowEmpty", Safety.UNSAFE, (RemoveKey(place.pointer),)),
        )
