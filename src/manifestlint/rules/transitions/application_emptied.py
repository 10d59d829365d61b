"""Applications that a change leaves nothing to apply."""

from collections.abc import Iterator

from manifestlint.model.transition import Change
from manifestlint.rulekit import Problem, Profile, Severity, change_rule
from manifestlint.rules.transitions._fate import after, application_of, is_guarded
from manifestlint.rules.transitions._leaving import NAME


@change_rule("application-emptied", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def application_emptied(change: Change) -> Iterator[Problem]:
    """The change leaves an Argo CD Application without a single object.

    Argo CD refuses an automated sync with prune that would delete everything, and reports a SyncError:
    the objects run on, and nothing that is merged later is applied until there is an object again or somebody
    syncs by hand. With `allowEmpty: true` it deletes them all (Argo CD docs, "Automated Sync Policy";
    `controller/appcontroller.go`, `autoSync`, v3.1).

    To take everything down on purpose, remove the Application, which has the finalizer
    `resources-finalizer.argocd.argoproj.io`, instead of what it applies. Of a folder without any manifest
    `argocd-path-empty` tells, and of one that is gone `argocd-path-missing`.

    It is essential: the sync fails, or everything goes.
    """
    for old in change.before:
        new = after(change, old)
        if new is None or new.application is None or new.applied or not old.applied or new.partial:
            continue
        application = application_of(new)
        if application is None or not application.sync_policy.prunes:
            continue
        if is_guarded(new, application):
            end = f"so Argo CD refuses the sync that would delete all {len(old.applied)}"
        else:
            end = f"and with allowEmpty Argo CD deletes all {len(old.applied)}"
        message = f"{new.application.id}: it applies no object any more, {end}"
        yield Problem(message, at=NAME, resource=new.application.ref)
