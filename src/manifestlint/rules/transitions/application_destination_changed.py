"""Applications that a change sends elsewhere."""

from collections.abc import Iterator

from manifestlint.core.words import counted
from manifestlint.model.resource import at
from manifestlint.model.transition import Change
from manifestlint.rulekit import Problem, Profile, Severity, change_rule
from manifestlint.rules.transitions._applications import Known, applications

_HERE = "Argo CD's own cluster"


@change_rule(
    "application-destination-changed", severity=Severity.WARNING, profile=Profile.RECOMMENDED, since="0.1"
)
def application_destination_changed(change: Change) -> Iterator[Problem]:
    """The change gives an Argo CD Application another cluster or namespace.

    Nothing is moved: all objects are made anew over there, and volumes are empty. In another cluster Argo CD
    looks only there, so what runs in the old one stays and nobody manages it (Argo CD
    `controller/state.go`, `CompareAppState`, v3.1, which reads the live state of the destination alone). In
    another namespace of the same cluster, what lies in the old one no longer is in Git and is pruned, where
    the Application prunes; `data-pruned` tells what is lost.

    For a move without a gap, make a second Application for the new place, switch the traffic, and remove the
    first one after that.

    It is a warning because the new objects come up by themselves; recommended because of what happens to the
    old ones.
    """
    before, after = applications(change.before), applications(change.after)
    for key, old in before.items():
        new = after.get(key)
        if new is not None:
            yield from _moved(old, new)


def _moved(old: Known, new: Known) -> Iterator[Problem]:
    before, now = old.application.destination, new.application.destination
    place = at("spec", "destination")
    if before.cluster != now.cluster:
        if bool(before.server) != bool(now.server):
            return  # one is told by URL and the other by name: they may be the same
        from_, to = before.cluster or _HERE, now.cluster or _HERE
        end = f"what it deployed to {from_} stays there, and nobody manages it; it is made anew in {to}"
        yield Problem(f"{new.facts.id}: another cluster, so {end}", at=place, resource=new.facts.ref)
    elif before.namespace and now.namespace and before.namespace != now.namespace and _landing(old):
        become = "deleted" if new.application.sync_policy.prunes else "left behind"
        made = f"made anew in {now.namespace}, and {become} in {before.namespace}"
        end = f"{counted(_landing(old), 'object')}: {made}"
        yield Problem(f"{new.facts.id}: another namespace for {end}", at=place, resource=new.facts.ref)


def _landing(known: Known) -> int:
    """How many objects land in its namespace because they name none."""
    bundle = known.bundle
    members = bundle.applied if bundle else ()
    return sum(bool(bundle and not facts.id.namespace and bundle.namespace_of(facts)) for facts in members)
