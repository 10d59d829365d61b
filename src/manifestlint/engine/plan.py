"""Which files are applied together, by whom, where, and by which tool."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from manifestlint.argocd.files import NotApplied, directory_files
from manifestlint.argocd.tool import SeveralTools, Tool, detect
from manifestlint.core.failure import Failure
from manifestlint.engine.build_options import kustomize_is_free
from manifestlint.engine.claims import Claim, Ours, find_claims
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import Scope, World, is_below, joined
from manifestlint.model.facts import Facts
from manifestlint.model.resource import Resource
from manifestlint.render.references import references
from manifestlint.source import Unreadable

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
    declared: tuple[Claim, ...] = ()
    """Every source of every Application."""
    idle: tuple[tuple[Resource, int], ...] = ()
    """ApplicationSets, and those of their git generators that make nothing."""


def make_plan(scope: Scope, sources: Sources, ours: Ours) -> Plan:
    """Group the files of every world into bundles.

    Every source of an Application that lies here is a bundle. What none of them claims belongs to the nearest
    kustomization or chart, else to the root that was checked; a kustomization that another one builds on is
    no bundle of its own.
    """
    bundles: list[BundlePlan] = []
    raw: set[str] = set()
    left: list[tuple[NotApplied, Claim]] = []
    failures: list[Failure] = []
    declared: list[Claim] = []
    idle: list[tuple[Resource, int]] = []
    for world in scope.worlds:
        planning = _Planning(world, sources, scope.named)
        claims = find_claims(world, sources, ours)
        failures += claims.failures
        declared += claims.declared
        idle += claims.idle
        is_free = kustomize_is_free(world, sources)
        found = (*map(planning.claimed, claims.found), *planning.others())
        bundles += (replace(bundle, is_free=True) if is_free else bundle for bundle in found)
        raw |= planning.raw
        left += planning.not_applied
    ordered = tuple(sorted(bundles, key=lambda bundle: (bundle.root, bundle.name)))
    return Plan(ordered, frozenset(raw), tuple(left), tuple(failures), tuple(declared), tuple(idle))


class _Planning:
    """The files of a world on their way into bundles."""

    def __init__(self, world: World, sources: Sources, named: frozenset[str]) -> None:
        self._world = world
        self._sources = sources
        self._charts = {_folder(path) for path in world.files if path.rpartition("/")[2] == _CHART}
        self._kustomized = {
            _folder(path): path for path in world.files if path.rpartition("/")[2] in KUSTOMIZATIONS
        }
        roots = {*self._charts, *self._kustomized}
        self.raw = {path for path in world.files if path not in named and _nearest(path, roots) is not None}
        self.not_applied: list[tuple[NotApplied, Claim]] = []
        self._claimed: set[str] = set()
        self._plain: set[str] = set()
        """Folders from which an Application takes plain files, whatever marks them as a tool's."""

    def claimed(self, claim: Claim) -> BundlePlan:
        """The bundle of an Application's source."""
        name, folder = claim.application.name, claim.folder
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
        if tool in RENDERED:
            self._claimed.update(below)
            self.raw.update(below)
            return BundlePlan(name, folder, below, claim, tool, self._absent(claim, tool))
        found = directory_files(self._sources.tree, folder, claim.source.directory, self._sources.get)
        self.not_applied += ((item, claim) for item in found.not_applied)
        broken = {item.path for item in found.broken}
        files = tuple(path for path in below if path in broken or path in found.applied)
        self._claimed.update(files)
        self.raw.difference_update(files)
        self._plain.add(folder)
        fault = "Argo CD does not run jsonnet here" if found.jsonnet else self._absent(claim, tool)
        return BundlePlan(name, folder, files, claim, fault=fault)

    def _absent(self, claim: Claim, tool: Tool) -> str:
        """The submodule that is needed and not there. What a kustomization needs it says when it is rendered.

        Argo CD checks submodules out by itself (docs, "Private Repositories", "Git Submodules", v3.1).
        """
        directory = claim.source.directory
        deep = tool is Tool.HELM or (tool is Tool.DIRECTORY and directory is not None and directory.recurse)
        for path in self._sources.tree.absent():
            if is_below(claim.folder, path) or (deep and is_below(path, claim.folder)):
                return f"the submodule {path} is not checked out: run `git submodule update --init`"
        return ""

    def others(self) -> Iterator[BundlePlan]:
        """The bundles of what no Application claims."""
        based = set(self._bases())
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

    def _bases(self) -> Iterator[str]:
        """The folders that kustomizations build on."""
        for folder, path in self._kustomized.items():
            try:
                documents = self._sources.get(path).documents
            except Unreadable:
                continue  # told when it is rendered
            for document in documents[:1]:
                data = document.data if isinstance(document.data, dict) else {}
                for reference in references(data):
                    if reference.folder:
                        yield joined(folder, reference.target)


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
