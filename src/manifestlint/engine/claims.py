"""Which Applications apply which folders of this repository."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from manifestlint.argocd.application import Application, read_application
from manifestlint.argocd.applicationset import Expansion, MadeApplication, Unknown, expand, is_application_set
from manifestlint.argocd.overrides import overridden
from manifestlint.argocd.repository import is_ours
from manifestlint.argocd.sources import SourceSpec
from manifestlint.core.failure import Failure, FailureKind
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import World, is_below
from manifestlint.model.facts import Facts, read_facts
from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource, read_resources
from manifestlint.model.shape import mapping, mappings, text
from manifestlint.source import Tree, Unreadable


@dataclass(frozen=True, slots=True)
class Claim:
    """An Application, and one of its sources that lies here."""

    application: Application
    facts: Facts
    source: SourceSpec
    """With what the files beside its manifests change."""
    fault: str = ""
    """Why these changes are not known."""

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


@dataclass(slots=True)
class Claims:
    """Who claims what; grows while files are looked at."""

    found: list[Claim] = field(default_factory=list)
    declared: list[Claim] = field(default_factory=list)
    """Every source of every Application, as it is written, whether it lies here or not."""
    idle: list[tuple[Resource, int]] = field(default_factory=list)
    """ApplicationSets, and those of their git generators that make nothing."""
    failures: list[Failure] = field(default_factory=list)


def find_claims(world: World, sources: Sources, ours: Ours) -> Claims:
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
            claims.idle += ((resource, index) for index in _idle(resource, expansion))
        else:
            made = [resource]
        for application in filter(None, map(read_application, made)):
            facts = read_facts(application.resource)
            claims.declared += (Claim(application, facts, source) for source in application.sources)
            claims.found += _claims(application, facts, world, sources.tree, ours)
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


def _idle(resource: Resource, expansion: Expansion) -> Iterator[int]:
    """The generators that read git, are understood, and find nothing."""
    known: set[int | None] = {item.generator for item in expansion.applications}
    known |= {item.generator for item in expansion.unknown}
    for index, generator in mappings(resource.get("spec", "generators")):
        if None not in known and index not in known and "git" in generator:
            yield index


def _claims(application: Application, facts: Facts, world: World, tree: Tree, ours: Ours) -> Iterator[Claim]:
    for source in application.sources:
        if source.leads_outside or source.only_referred_to or not source.path:
            continue
        here = is_ours(source, ours.keys, ours.revisions) and _is_here(source.folder, world, tree)
        if here:
            yield _claim(application, facts, source, tree)


def _is_here(folder: str, world: World, tree: Tree) -> bool:
    """Whether a folder has files, or would have them with all submodules."""
    return any(is_below(file, folder) for file in world.files) or any(
        is_below(folder, path) for path in tree.absent()
    )


def _claim(application: Application, facts: Facts, source: SourceSpec, tree: Tree) -> Claim:
    if "sourceHydrator" in source.pointer:
        return Claim(application, facts, source)
    data = application.resource.get(*source.pointer)
    try:
        return Claim(application, facts, overridden(data, source, application.name, tree))
    except (Unreadable, OSError) as error:
        message = f"the override files in {source.folder or '.'} cannot be read: {error}"
        return Claim(application, facts, source, message)


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
