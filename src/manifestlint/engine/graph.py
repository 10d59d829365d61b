"""The graph of a run: what every Application applies, in which order, and what refers to what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from manifestlint.argocd.application import Application
from manifestlint.argocd.order import Phase, phases, shell, sync_order, wave
from manifestlint.core.failure import Failure
from manifestlint.core.graph import ApplicationNode, Applied, AppliedObject, Edge, Graph, SyncWords
from manifestlint.core.place import At
from manifestlint.core.resource import ResourceRef
from manifestlint.engine.claims import Declared, Ours
from manifestlint.engine.file import FileResult
from manifestlint.engine.graph_aside import Asides, applied_sources
from manifestlint.engine.graph_edges import edges, landed
from manifestlint.engine.place import find_place
from manifestlint.engine.plan import BundlePlan
from manifestlint.engine.run import Outcome, Together
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import Scope
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts

_LEADS_TO = {"Application": "applies", "ApplicationSet": "applies"}


@dataclass(frozen=True, slots=True)
class _Group:
    """What one Application applies, or nothing does."""

    declared: Declared | None
    bundle: Bundle
    parts: tuple[BundlePlan, ...] = ()
    files: tuple[FileResult, ...] = ()


def make_graph(
    outcome: Outcome, failures: Iterable[Failure], sources: Sources, ours: Ours, scope: Scope
) -> Graph:
    """Everything that is applied; `failures` are those of the run after triage.

    Of it, what an asked-for path has to do with is told.
    """
    groups = tuple(_groups(outcome))
    asides = Asides(outcome, failures)
    applied = []
    for group in groups:
        objects = tuple(_objects(group.bundle, sources))
        each = Applied(
            group.bundle.name,
            _node(group, ours, sources),
            group.parts[0].tool.value if group.parts else "",
            objects,
            tuple(edges(group.bundle)),
            tuple(asides.of(group.declared, group.files)),
        )
        if _is_told(each, group, scope):
            applied.append(each)
    links = tuple(_links(groups))
    return Graph(tuple(applied), links, tuple(asides.others()))


def _groups(outcome: Outcome) -> Iterator[_Group]:
    applied: dict[ResourceRef, Together] = {}
    others: list[Together] = []
    for each in outcome.bundles:
        if each.bundle.application:
            applied[each.bundle.application.ref] = each
        elif each.bundle.members or any(file.failures for file in each.files):
            others.append(each)
    for declared in sorted(outcome.plan.declared, key=lambda each: each.facts.ref.id):
        its = applied.get(declared.facts.ref)
        if its:
            yield _Group(declared, its.bundle, its.parts, its.files)
        else:
            namespace = declared.application.destination.namespace
            yield _Group(declared, Bundle(declared.name, (), namespace, declared.facts))
    for each in others:
        yield _Group(None, each.bundle, each.parts, each.files)


def _objects(bundle: Bundle, sources: Sources) -> Iterator[AppliedObject]:
    facts_of = {facts.ref: facts for facts in bundle.applied}
    shells = [shell(facts) for facts in bundle.applied]
    for step in sync_order(shells, bundle.namespace):
        for resource in step.resources:
            yield _object(facts_of[resource.ref], bundle, sources, step.phase.value, step.wave)
    for resource in shells:
        found = phases(resource)
        for phase in (Phase.PRE_DELETE, Phase.POST_DELETE):
            if phase in found:
                yield _object(facts_of[resource.ref], bundle, sources, phase.value, wave(resource))
        if not found:
            yield _object(facts_of[resource.ref], bundle, sources, "", wave(resource))


def _object(facts: Facts, bundle: Bundle, sources: Sources, phase: str, number: int) -> AppliedObject:
    path, line = place_of(facts, sources)
    return AppliedObject(landed(facts, bundle), path, line, phase, number)


def place_of(facts: Facts, sources: Sources) -> tuple[str, int]:
    """The file and the line in which an object says its kind; line 0 where a tool made it."""
    place = find_place(facts.ref.origin, At(("kind",)), sources)
    return place.path, place.span.start.line if place.written else 0


def _node(group: _Group, ours: Ours, sources: Sources) -> ApplicationNode | None:
    declared = group.declared
    if declared is None:
        return None
    application = declared.application
    path, line = place_of(declared.facts, sources)
    return ApplicationNode(
        application.resource.id,
        path,
        line,
        declared.made_by.id if declared.made_by else None,
        application.project,
        tuple(applied_sources(application, group.parts, ours)),
        application.destination.server or application.destination.name,
        application.destination.namespace,
        _sync(application),
    )


def _sync(application: Application) -> SyncWords:
    policy = application.sync_policy
    automated = policy.automated if policy.is_automated else None
    if automated is None:
        return SyncWords(options=policy.options)
    return SyncWords(
        automated=True,
        prune=automated.prune,
        self_heal=automated.self_heal,
        allow_empty=automated.allow_empty,
        options=policy.options,
    )


def _links(groups: tuple[_Group, ...]) -> Iterator[Edge]:
    """Who applies Applications and their sets, and what those make."""
    for group in groups:
        application = group.declared.application.resource.id if group.declared else None
        for facts in group.bundle.members if application else ():
            if application and facts.id.group == "argoproj.io" and facts.id.kind in _LEADS_TO:
                yield Edge(application, facts.id, _LEADS_TO[facts.id.kind])
        if application and group.declared and group.declared.made_by:
            yield Edge(group.declared.made_by.id, application, "generates")


def _is_told(applied: Applied, group: _Group, scope: Scope) -> bool:
    paths = [item.path for item in applied.objects]
    paths += [part.root for part in group.parts]
    paths += [item.path for item in applied.unchecked if item.failure]
    if applied.application is not None:
        paths.append(applied.application.path)
    return any(map(scope.tells_of, paths))
