"""Which Applications apply which folders of this repository."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from manifestlint.argocd.application import Application, read_application
from manifestlint.argocd.applicationset import MadeApplication, Unknown, expand, is_application_set
from manifestlint.argocd.repository import is_ours
from manifestlint.argocd.sources import SourceSpec
from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.resource import ResourceRef
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import World, is_below
from manifestlint.model.facts import Facts, read_facts
from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource, read_resources
from manifestlint.model.shape import mapping, text
from manifestlint.source import Unreadable


@dataclass(frozen=True, slots=True)
class Claim:
    """An Application, and one of its sources that lies here."""

    application: Application
    facts: Facts
    source: SourceSpec
    name: str
    """The Application's, as Argo CD tells it from those of other namespaces."""

    @property
    def folder(self) -> str:
        """What it applies, relative to the tree's root."""
        return self.source.folder


@dataclass(frozen=True, slots=True)
class Ours:
    """What means this repository, in the state that is checked."""

    keys: frozenset[str]
    """Its URLs, as `repository_key` spells them."""
    revisions: frozenset[str]
    """The branch that is checked out, and the default one."""


@dataclass(frozen=True, slots=True)
class Declared:
    """An Application, wherever its sources lie, and the ApplicationSet that makes it."""

    application: Application
    facts: Facts
    made_by: ResourceRef | None = None


@dataclass(slots=True)
class Claims:
    """Who claims what; grows while files are looked at."""

    declared: list[Declared] = field(default_factory=list)
    found: list[Claim] = field(default_factory=list)
    foreign: list[Application] = field(default_factory=list)
    """Those of which not all sources lie here."""
    failures: list[Failure] = field(default_factory=list)


def find_claims(world: World, sources: Sources, ours: Ours, argocd_namespace: str) -> Claims:
    """The claims of the Applications among a world's files, those of ApplicationSets included.

    A source of another repository or revision, or of a folder that is not here, claims nothing. A generator
    that cannot be worked out here is a failure.
    """
    claims = Claims()
    for resource in _declared(world, sources):
        if is_application_set(resource):
            expansion = expand(resource, sources.tree, ours.keys, ours.revisions)
            claims.failures += (_unknown(resource, item) for item in expansion.unknown)
            made = [_made(resource, item) for item in expansion.applications]
            maker = resource.ref
        else:
            made, maker = [resource], None
        for application in filter(None, map(read_application, made)):
            applying = [source for source in application.sources if not source.only_referred_to]
            here = [source for source in applying if _is_here(source, world, ours)]
            name, facts = application.qualified_name(argocd_namespace), read_facts(application.resource)
            claims.declared.append(Declared(application, facts, maker))
            claims.found += (Claim(application, facts, source, name) for source in here)
            if here != applying:
                claims.foreign.append(application)
    return claims


def _declared(world: World, sources: Sources) -> Iterator[Resource]:
    for path in world.files:
        try:
            # Most files hold no Application: a look at the bytes spares reading them twice.
            documents = sources.get(path).documents if sources.mentions(path, ARGOCD_GROUP) else ()
        except Unreadable:
            continue  # told when the file itself is judged
        for document in documents:
            yield from read_resources(document.data, path, document.index)


def _is_here(source: SourceSpec, world: World, ours: Ours) -> bool:
    if source.leads_outside or not source.path or not is_ours(source, ours.keys, ours.revisions):
        return False
    return any(is_below(file, source.folder) for file in world.files)


def _made(resource: Resource, made: MadeApplication) -> Resource:
    """A generated Application; what is wrong with it is wrong with the template."""
    origin = replace(resource.origin, pointer=(*resource.origin.pointer, "spec", "template"))
    metadata = mapping(made.data.get("metadata"))
    namespace = text(metadata.get("namespace")) or resource.id.namespace
    id = replace(resource.id, kind="Application", namespace=namespace, name=text(metadata.get("name")))
    return Resource(id, origin, made.data)


def _unknown(resource: Resource, item: Unknown) -> Failure:
    which = "what it generates" if item.generator is None else f"generator {item.generator}"
    return Failure(FailureKind.NOT_EXPANDABLE, which, str(item.error), resource.origin.path, resource.id)
