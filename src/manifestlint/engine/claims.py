"""Which Applications apply which folders of this repository."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from manifestlint.argocd.application import Application, read_application
from manifestlint.argocd.applicationset import Expansion, MadeApplication, Unknown, expand, is_application_set
from manifestlint.argocd.files import JSONNET
from manifestlint.argocd.overrides import overridden
from manifestlint.argocd.repository import is_ours
from manifestlint.argocd.sources import SourceSpec
from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.place import Pointer
from manifestlint.core.resource import ResourceRef
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
    name: str
    """The Application's, as Argo CD tells it from those of other namespaces."""
    near: frozenset[Pointer] = frozenset()
    """Where its sources stand that lie here, those with nothing but a `ref` included."""
    fault: str = ""
    """Why it is not known what override files make of the source."""

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
    name: str
    """As Argo CD's command line has it."""
    made_by: ResourceRef | None = None


@dataclass(slots=True)
class Claims:
    """Who claims what; grows while files are looked at."""

    declared: list[Declared] = field(default_factory=list)
    found: list[Claim] = field(default_factory=list)
    foreign: list[Application] = field(default_factory=list)
    """Those of which not all sources lie here."""
    idle: list[tuple[Resource, int]] = field(default_factory=list)
    """ApplicationSets, and those of their git generators that make nothing."""
    failures: list[Failure] = field(default_factory=list)


def find_claims(
    declared: Iterable[Resource], world: World, sources: Sources, ours: Ours, argocd_namespace: str
) -> Claims:
    """The claims of Applications, those of ApplicationSets included.

    A source of another repository or revision, or of a folder that is not here, claims nothing. A generator
    that cannot be worked out here is a failure.
    """
    claims = Claims()
    for resource in declared:
        if is_application_set(resource):
            expansion = expand(resource, sources.tree, ours.keys, ours.revisions)
            claims.failures += (_unknown(resource, item) for item in expansion.unknown)
            made = [_made(resource, item) for item in expansion.applications]
            claims.idle += ((resource, index) for index in _idle(resource, expansion))
            maker = resource.ref
        else:
            made, maker = [resource], None
        for application in filter(None, map(read_application, made)):
            applying = [source for source in application.sources if not source.only_referred_to]
            near = {item.pointer for item in application.sources if is_ours(item, ours.keys, ours.revisions)}
            here = [item for item in applying if item.pointer in near and _is_here(item, world, sources)]
            name, facts = application.qualified_name(argocd_namespace), read_facts(application.resource)
            claims.declared.append(Declared(application, facts, name, maker))
            found = (Claim(application, facts, source, name, frozenset(near)) for source in here)
            claims.found += (_overridden(claim, sources.tree) for claim in found)
            if here != applying:
                claims.foreign.append(application)
    claims.found = list({_identity(claim): claim for claim in reversed(claims.found)}.values())[::-1]
    return claims


def _identity(claim: Claim) -> tuple[object, ...]:
    """One Application may be declared twice: where it is first applied by hand, and among its own objects."""
    application = claim.application
    return application.namespace, application.name, repr(claim.source), application.destination


def _overridden(claim: Claim, tree: Tree) -> Claim:
    """The claim with what the files beside its manifests change in the source."""
    source, application = claim.source, claim.application
    if "sourceHydrator" in source.pointer:
        return claim
    data = application.resource.get(*source.pointer)
    try:
        return replace(claim, source=overridden(data, source, application.name, tree))
    except (Unreadable, OSError) as error:
        return replace(claim, fault=f"the override files in {source.folder or '.'} cannot be read: {error}")


def _idle(resource: Resource, expansion: Expansion) -> Iterator[int]:
    """The generators that read git, are understood, and find nothing."""
    known: set[int | None] = {item.generator for item in expansion.applications}
    known |= {item.generator for item in expansion.unknown}
    for index, generator in mappings(resource.get("spec", "generators")):
        if None not in known and index not in known and "git" in generator:
            yield index


def declared_in(files: Iterable[str], sources: Sources) -> Iterator[Resource]:
    """Argo CD's objects in files."""
    for path in files:
        try:
            # Most files hold no Application: a look at the bytes spares reading them twice.
            documents = sources.get(path).documents if sources.mentions(path, ARGOCD_GROUP) else ()
        except Unreadable:
            continue  # told when the file itself is judged
        for document in documents:
            yield from argocd_objects(read_resources(document.data, path, document.index))


def argocd_objects(resources: Iterable[Resource]) -> Iterator[Resource]:
    """Those that may declare what is applied."""
    return (resource for resource in resources if resource.id.group == ARGOCD_GROUP)


def _is_here(source: SourceSpec, world: World, sources: Sources) -> bool:
    """Whether a world has something of a source; programs are no files of it, and make objects too."""
    if source.leads_outside or not source.path:
        return False
    if any(is_below(file, source.folder) for file in world.files):
        return True
    if any(is_below(source.folder, submodule) for submodule in sources.tree.absent()):
        return True
    inside = any(is_below(source.folder, root) for root in world.roots)
    return inside and any(path.endswith(JSONNET) for path in sources.tree.files(source.folder))


def _made(resource: Resource, made: MadeApplication) -> Resource:
    """A generated Application; what is wrong with it is wrong with the template."""
    origin = replace(resource.origin, pointer=(*resource.origin.pointer, "spec", "template"))
    metadata = mapping(made.data.get("metadata"))
    namespace = text(metadata.get("namespace")) or resource.id.namespace
    id = replace(resource.id, kind="Application", namespace=namespace, name=text(metadata.get("name")))
    return Resource(id, origin, made.data)


def _unknown(resource: Resource, item: Unknown) -> Failure:
    which = "what it generates" if item.generator is None else f"generator {item.generator}"
    return Failure(FailureKind.NOT_EXPANDABLE, which, str(item.error), resource.origin.file, resource.id)
