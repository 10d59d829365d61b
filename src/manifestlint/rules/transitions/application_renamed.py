"""Applications that a change gives another name."""

from collections.abc import Iterator

from manifestlint.model.transition import Change
from manifestlint.rulekit import Problem, Profile, Severity, change_rule
from manifestlint.rules.transitions._departures import departures


@change_rule("application-renamed", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def application_renamed(change: Change) -> Iterator[Problem]:
    """The change gives an Argo CD Application another name, and what it deployed is deleted and made again.

    A new Application is created, and the old one deleted, whose finalizer deletes all objects that still
    belong to it; the new one then makes them, and volumes are empty
    (https://github.com/argoproj/argo-cd/issues/16721, https://github.com/argoproj/argo-cd/issues/9934). The
    same happens where the template of an ApplicationSet makes another name of the same element
    (https://github.com/argoproj/argo-cd/issues/28576).

    Do it in two steps: first take the finalizer `resources-finalizer.argocd.argoproj.io` away (for an
    ApplicationSet: set `preserveResourcesOnDeletion: true`) and merge; then rename. The new Application takes
    over what it finds.

    It is essential: nobody is served in between, and data is lost.
    """
    for gone in departures(change):
        successor = gone.successor
        if successor is not None and gone.known.application.deletes_its_objects:
            name = successor.facts.id.name
            problem = gone.problem(f"its finalizer deletes {gone.taken}, and {name} makes it all anew")
            if problem:
                yield problem
