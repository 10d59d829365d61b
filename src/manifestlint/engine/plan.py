"""Which files are applied together, by whom, where, and by which tool."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from manifestlint.argocd.application import Application
from manifestlint.argocd.files import NotApplied, directory_files, walk_order
from manifestlint.argocd.tool import SeveralTools, Tool, detect
from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.place import Pointer
from manifestlint.core.resource import ResourceRef
from manifestlint.engine.bases import absent_submodule, chart_bases, is_subchart, kustomize_bases
from manifestlint.engine.build_options import kustomize_is_free
from manifestlint.engine.claims import (
    Claim,
    Claims,
    Declared,
    Ours,
    argocd_objects,
    declared_in,
    find_claims,
)
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import Scope, World, is_below
from manifestlint.model.facts import Facts
from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource
from manifestlint.render import NotRenderable

KUSTOMIZATIONS = frozenset({"kustomization.yaml", "kustomization.yml", "Kustomization"})
_CHART = "Chart.yaml"
RENDERED = frozenset({Tool.KUSTOMIZE, Tool.HELM, Tool.PLUGIN})


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """A bundle before its objects are read."""

    name: str
    root: str
    files: tuple[str, ...]
    claim: Claim | None = None
    """The Application's source that it is applied from, where one in the repository claims the root."""
    tool: Tool = Tool.DIRECTORY
    fault: str = ""
    """Why nothing can be made of it, where that is known before a tool is asked."""
    is_free: bool = False
    """Its kustomization may read files from outside of its folder."""
    is_base: bool = False
    """Only others that build on it are applied; its files are read for what they say about themselves."""

    @property
    def application(self) -> Facts | None:
        """The Application that applies it."""
        return self.claim.facts if self.claim else None

    @property
    def namespace(self) -> str:
        """Where objects without a namespace land."""
        return self.claim.application.destination.namespace if self.claim else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a run will judge."""

    bundles: tuple[BundlePlan, ...]
    raw: frozenset[str]
    """Files that a tool makes objects of: they are read, but they are not what is applied."""
    not_applied: tuple[tuple[NotApplied, Claim], ...]
    """What lies in an Application's folder, and is not applied by it."""
    failures: tuple[Failure, ...]
    """ApplicationSets of which not all is known."""
    foreign: tuple[Application, ...] = ()
    """Applications of which not all sources lie here."""
    declared: tuple[Declared, ...] = ()
    """Every Application, those too that apply nothing of this repository."""
    idle: tuple[tuple[Resource, int], ...] = ()
    """ApplicationSets, and those of their git generators that make nothing."""

    @property
    def together(self) -> tuple[tuple[BundlePlan, ...], ...]:
        """What is applied together: all sources of an Application, in their order."""
        groups: dict[object, list[BundlePlan]] = {}
        for plan in self.bundles:
            groups.setdefault(plan.claim.facts.ref if plan.claim else id(plan), []).append(plan)
        return tuple(tuple(sorted(group, key=_place_of_source)) for group in groups.values())


def _place_of_source(plan: BundlePlan) -> Pointer:
    return plan.claim.source.pointer if plan.claim else ()


Render = Callable[[BundlePlan], Iterable[Resource]]
"""Makes the objects of a bundle; raises NotRenderable."""
_DEEPEST = 8


def make_plan(scope: Scope, sources: Sources, ours: Ours, argocd_namespace: str, render: Render) -> Plan:
    """Group the files of every world into bundles.

    Every source of an Application that lies here is a bundle. What none of them claims belongs to the nearest
    kustomization or chart, else to the root that was checked; a kustomization that another one builds on is
    no bundle of its own.
    """
    bundles: list[BundlePlan] = []
    raw: set[str] = set()
    left: list[tuple[NotApplied, Claim]] = []
    failures: list[Failure] = []
    foreign: list[Application] = []
    declared: list[Declared] = []
    idle: list[tuple[Resource, int]] = []
    for world in scope.worlds:
        planning, claims = _settle(world, sources, ours, argocd_namespace, render)
        failures += claims.failures
        foreign += claims.foreign
        declared += claims.declared
        idle += claims.idle
        bundles += planning.bundles
        raw |= planning.raw
        left += planning.not_applied
    ordered = tuple(sorted(bundles, key=lambda bundle: (bundle.root, bundle.name)))
    return Plan(
        ordered, frozenset(raw), tuple(left), tuple(failures), tuple(foreign), tuple(declared), tuple(idle)
    )


def _settle(
    world: World, sources: Sources, ours: Ours, argocd_namespace: str, render: Render
) -> tuple["_Planning", Claims]:
    """Look for Applications in what is applied until no new one appears.

    Applications that make others without end are cut, and that is said.
    """
    planning, claims, known = _Planning(world, sources, Claims()), Claims(), set[ResourceRef]()
    for _ in range(_DEEPEST):
        declared = tuple(planning.declared(render))
        if known == {resource.ref for resource in declared}:
            break
        known = {resource.ref for resource in declared}
        claims = find_claims(declared, world, sources, ours, argocd_namespace)
        planning = _Planning(world, sources, claims)
    else:
        claims.failures.append(_endless(world))
    return planning, claims


def _endless(world: World) -> Failure:
    message = f"they apply each other more than {_DEEPEST} deep; what is deeper was not looked at"
    return Failure(FailureKind.NOT_EXPANDABLE, "the Applications", message, next(iter(world.roots), ""))


class _Planning:
    """The files of a world on their way into bundles."""

    def __init__(self, world: World, sources: Sources, claims: Claims) -> None:
        self._world = world
        self._sources = sources
        charts = {_folder(path) for path in world.files if path.rpartition("/")[2] == _CHART}
        self._charts = {folder for folder in charts if not is_subchart(folder, charts)}
        self._kustomized = {
            _folder(path): path for path in world.files if path.rpartition("/")[2] in KUSTOMIZATIONS
        }
        roots = {*self._charts, *self._kustomized}
        self.raw = {path for path in world.files if _nearest(path, roots) is not None}
        self.not_applied: list[tuple[NotApplied, Claim]] = []
        self._claimed: set[str] = set()
        self._plain: set[str] = set()
        """Folders from which an Application takes plain files, whatever marks them as a tool's."""
        is_free = kustomize_is_free(world, sources)
        found = (*[self._of_claim(claim) for claim in claims.found], *self._unclaimed())
        self.bundles = [replace(bundle, is_free=is_free) for bundle in found]
        """Those of Applications, then what none of them claims."""

    def declared(self, render: Render) -> Iterator[Resource]:
        """Argo CD's objects in plain files, and among those that tools make.

        Where a tool fails, what its files say is the nearest thing to it.
        """
        yield from declared_in((path for path in self._world.files if path not in self.raw), self._sources)
        for bundle in self.bundles:
            if bundle.tool not in RENDERED or not (bundle.claim or self._may_declare(bundle)):
                continue
            try:
                yield from argocd_objects(render(bundle))
            except NotRenderable:
                yield from declared_in(bundle.files, self._sources)

    def _may_declare(self, bundle: BundlePlan) -> bool:
        """Spares what an Application may claim later from being rendered twice."""
        parts = (*bundle.files, *(path for path in self.raw if path not in self._claimed))
        return any(self._sources.mentions(path, ARGOCD_GROUP) for path in parts)

    def _of_claim(self, claim: Claim) -> BundlePlan:
        """The bundle of an Application's source."""
        name, folder = claim.name, claim.folder
        below = tuple(path for path in self._world.files if is_below(path, folder))
        try:
            tool = detect(claim.source, self._sources.tree).tool
            plugin = "a plugin makes its objects, and none is run here" if tool is Tool.PLUGIN else ""
            fault = claim.fault or plugin
        except SeveralTools as error:
            fault = str(error)
        if fault:
            self._claimed.update(below)
            return BundlePlan(name, folder, below, claim, Tool.PLUGIN, fault)
        absent = absent_submodule(claim, tool, self._sources.tree)
        if tool in RENDERED:
            self._claimed.update(below)
            self.raw.update(below)
            return BundlePlan(name, folder, below, claim, tool, absent)
        found = directory_files(self._sources.tree, folder, claim.source.directory, self._sources.get)
        self.not_applied += ((item, claim) for item in found.not_applied)
        broken = {item.path for item in found.broken}
        given = {*found.applied, *broken}
        # In Argo CD's order, so that of an object that stands twice the same one comes last.
        files = tuple(path for path in sorted(below, key=walk_order) if path in given)
        self._claimed.update(files)
        self.raw.difference_update(files)
        self._plain.add(folder)
        fault = "Argo CD does not run jsonnet here" if found.jsonnet else absent
        return BundlePlan(name, folder, files, claim, fault=fault)

    def _unclaimed(self) -> Iterator[BundlePlan]:
        """The bundles of what no Application claims."""
        based = {
            *kustomize_bases(self._kustomized, self._sources),
            *chart_bases(self._charts, self._sources),
        }
        tops = {root for root in (*self._charts, *self._kustomized) if root not in {*based, *self._plain}}
        members: dict[str, list[str]] = {}
        for path in self._world.files:
            if path in self._claimed:
                continue
            root = _nearest(path, {*self._charts, *self._kustomized}) if path in self.raw else None
            if root is None:
                root = _nearest(path, set(self._world.roots)) or ""
            members.setdefault(root, []).append(path)
        for root, files in members.items():
            if root in tops and any(path in self.raw for path in files):
                tool = Tool.KUSTOMIZE if root in self._kustomized else Tool.HELM
                yield BundlePlan(root or ".", root, tuple(files), tool=tool)
                continue
            written = tuple(path for path in files if path in self.raw)
            if written:
                yield BundlePlan(root or ".", root, written, is_base=True)
            if root not in based or root in self._world.roots:
                plain = tuple(path for path in files if path not in self.raw)
                if plain:
                    yield BundlePlan(root or ".", root, plain)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _nearest(path: str, roots: set[str]) -> str | None:
    """The innermost of the folders that a path lies in."""
    folder = _folder(path)
    while folder not in roots:
        if not folder:
            return None
        folder = _folder(folder)
    return folder
