"""Bundles as Argo CD applies them, seen through the facts of their members."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from manifestlint.argocd.application import Application, read_application
from manifestlint.argocd.order import Step, shell, sync_order
from manifestlint.argocd.project import AppProject, read_project
from manifestlint.core.resource import ResourceRef
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts


@dataclass(frozen=True, slots=True)
class Applied:
    """An Application and its objects, as far as they are known as they will be."""

    bundle: Bundle
    application: Application
    facts: Facts
    """The Application's own."""


def applied(bundle: Bundle) -> Applied | None:
    """The bundle of an Application; None without one, or where a tool would make other objects."""
    facts = bundle.application
    application = read_application(facts.declaration) if facts and facts.declaration else None
    if facts is None or application is None or bundle.partial:
        return None
    return Applied(bundle, application, facts)


@dataclass(frozen=True, slots=True)
class Order:
    """The steps of a sync, and which of them apply an object."""

    steps: tuple[Step, ...]
    of: dict[ResourceRef, list[int]]


def order_of(bundle: Bundle) -> Order:
    """When each member is applied."""
    steps = sync_order(map(shell, bundle.members), bundle.namespace)
    of: dict[ResourceRef, list[int]] = {}
    for number, step in enumerate(steps):
        for resource in step.resources:
            of.setdefault(resource.ref, []).append(number)
    return Order(steps, of)


def told(step: Step) -> str:
    """A step in words."""
    return f"phase {step.phase}, wave {step.wave}"


def declared_applications(bundles: Iterable[Bundle]) -> Iterator[tuple[Bundle, Facts, Application]]:
    """Every Application in the repository, and the bundle in which it is declared."""
    for bundle in bundles:
        for facts in bundle.members:
            application = read_application(facts.declaration) if facts.declaration else None
            if application:
                yield bundle, facts, application


def projects(bundles: Iterable[Bundle]) -> dict[str, list[AppProject]]:
    """The AppProjects in the repository by name; there may be one for each Argo CD."""
    found: dict[str, list[AppProject]] = {}
    for bundle in bundles:
        for facts in bundle.members:
            project = read_project(facts.declaration) if facts.declaration else None
            if project:
                found.setdefault(facts.id.name, []).append(project)
    return found


def home(bundle: Bundle, facts: Facts) -> tuple[str, str]:
    """What objects share that one Argo CD surely has together: their Application, else their folder."""
    folder = "" if bundle.application else facts.ref.origin.path.rpartition("/")[0]
    return bundle.name, folder


def clusters(bundles: tuple[Bundle, ...]) -> dict[ResourceRef, tuple[str, ...]]:
    """The cluster of each Application. Each Argo CD calls its own one alike, so that counts per home."""
    found: dict[ResourceRef, tuple[str, ...]] = {}
    for bundle, facts, application in declared_applications(bundles):
        cluster = application.destination.cluster
        found[facts.ref] = (cluster,) if cluster else ("", *home(bundle, facts))
    return found
