"""Applications that a change removes with all that they deployed."""

from collections.abc import Iterator

from manifestlint.model.transition import Change
from manifestlint.rulekit import Problem, Profile, Severity, change_rule
from manifestlint.rules.transitions._departures import departures


@change_rule("application-removed", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def application_removed(change: Change) -> Iterator[Problem]:
    """The change removes an Argo CD Application, and its finalizer deletes all that it deployed.

    The Application above it prunes it, or the ApplicationSet that made it deletes it, and the finalizer
    `resources-finalizer.argocd.argoproj.io`, which ApplicationSets add by themselves, takes its objects along
    (Argo CD docs, "App Deletion" and "Controlling Resource Modification"). `Prune=false` on the objects does
    not help then. CRDs stay, and so does what has `Delete=false` (`controller/appcontroller.go`,
    `shouldBeDeleted`, v3.1).

    To take the Application away and leave what it deployed, first remove the finalizer (for an
    ApplicationSet: `preserveResourcesOnDeletion: true`) and merge, then remove the Application. Where all
    shall go, an exception in the PolicySet says so.

    Told too where no Application in the repository applies it, and where another one applies its objects from
    now on: what that one has not synced before is deleted and made anew.

    It is essential: what ran is gone, with its data.
    """
    for gone in departures(change):
        if gone.successor is None and gone.known.application.deletes_its_objects:
            problem = gone.problem(f"its finalizer deletes {gone.taken}")
            if problem:
                yield problem
