"""Applications that a change removes without what they deployed."""

from collections.abc import Iterator

from manifestlint.core.words import counted
from manifestlint.model.bundle import Bundle
from manifestlint.model.transition import Change
from manifestlint.rulekit import Problem, Profile, Severity, change_rule
from manifestlint.rules.transitions._departures import departures


@change_rule("application-orphaning", severity=Severity.WARNING, profile=Profile.RECOMMENDED, since="0.1")
def application_orphaning(change: Change) -> Iterator[Problem]:
    """The change removes an Argo CD Application, and what it deployed goes on running without it.

    Without the finalizer `resources-finalizer.argocd.argoproj.io`, and for an ApplicationSet with
    `preserveResourcesOnDeletion: true`, only the Application goes (Argo CD docs, "App Deletion"). Its objects
    stay in the cluster, and no commit changes or removes them any more. That is right where another
    Application takes them over; those that one in the repository applies from now on are not counted.

    To delete them too, first add the finalizer and merge, then remove the Application.

    It is a warning because nothing breaks; recommended because nobody knows of them afterwards.
    """
    applied = {key for bundle in change.after if bundle.application for key in _keys(bundle)}
    for gone in departures(change):
        bundle = gone.known.bundle
        if gone.successor or gone.known.application.deletes_its_objects or bundle is None or bundle.partial:
            continue
        orphans = sum(key not in applied for key in _keys(bundle))
        problem = gone.problem(f"it leaves {counted(orphans, 'object')} running that nobody manages")
        if problem and orphans:
            yield problem


def _keys(bundle: Bundle) -> Iterator[tuple[object, ...]]:
    for facts in bundle.applied:
        id = facts.id
        yield bundle.cluster, id.group, id.kind, bundle.namespace_of(facts), id.name
