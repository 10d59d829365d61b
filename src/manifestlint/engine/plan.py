"""Which files are applied together, by whom and where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from manifestlint.argocd.repository import repository_key
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import Scope, World, is_below, joined
from manifestlint.model.facts import Facts, read_facts
from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import read_resources
from manifestlint.source import Unreadable

_MARKERS = frozenset({"kustomization.yaml", "kustomization.yml", "Kustomization"})
_CHART = "Chart.yaml"


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """A bundle before its objects are read."""

    name: str
    root: str
    files: tuple[str, ...]
    application: Facts | None = None
    """The Application that applies it, where one in the repository claims the root."""
    unrendered: bool = False
    """Argo CD would render the root, and its files are judged as they stand."""

    @property
    def namespace(self) -> str:
        """Where objects without a namespace land."""
        claim = self.application.application if self.application else None
        return claim.namespace if claim else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a run will judge."""

    bundles: tuple[BundlePlan, ...]
    templates: tuple[str, ...]
    """Files of Helm charts that are no manifests before they are rendered."""
    unrendered: tuple[str, ...]
    """Roots that Argo CD would render, and that are judged as they stand."""


def make_plan(scope: Scope, sources: Sources, ours: Iterable[str]) -> Plan:
    """Group the files of every world into bundles.

    `ours` are the URLs that mean this repository: an Application with one of them claims the folder that it
    names. One that is read from elsewhere, or names no folder here, claims nothing.
    """
    keys = {repository_key(url) for url in ours}
    bundles: list[BundlePlan] = []
    templates: list[str] = []
    unrendered: list[str] = []
    for world in scope.worlds:
        claims = dict(_claims(world, sources, keys))
        charts = {_folder(path) for path in world.files if path.rpartition("/")[2] == _CHART}
        kustomized = {_folder(path) for path in world.files if path.rpartition("/")[2] in _MARKERS}
        raw = charts | kustomized
        unrendered += sorted(raw)
        roots = sorted({*world.roots, *raw, *claims}, key=len, reverse=True)
        members: dict[str, list[str]] = {root: [] for root in roots}
        for path in world.files:
            if path not in scope.named and any(
                is_below(path, joined(chart, "templates")) for chart in charts
            ):
                templates.append(path)
                continue
            members[next(root for root in roots if is_below(path, root))].append(path)
        bundles += (
            _bundle(root, files, claims.get(root), unrendered=root in raw)
            for root, files in members.items()
            if files
        )
    return Plan(tuple(sorted(bundles, key=lambda bundle: bundle.root)), tuple(templates), tuple(unrendered))


def _bundle(root: str, files: list[str], application: Facts | None, *, unrendered: bool) -> BundlePlan:
    name = application.id.name if application else root or "."
    return BundlePlan(name, root, tuple(files), application, unrendered)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _claims(world: World, sources: Sources, keys: set[str]) -> Iterator[tuple[str, Facts]]:
    for application in _applications(world, sources):
        claim = application.application
        for url, path in claim.sources if claim else ():
            folder = joined("", path)
            if path and repository_key(url) in keys and any(is_below(file, folder) for file in world.files):
                yield folder, application


def _applications(world: World, sources: Sources) -> Iterator[Facts]:
    for path in world.files:
        try:
            # Most files hold no Application: a look at the bytes spares reading them twice.
            documents = sources.get(path).documents if sources.mentions(path, ARGOCD_GROUP) else ()
        except Unreadable:
            continue  # told when the file itself is judged
        for document in documents:
            for resource in read_resources(document.data, path, document.index):
                facts = read_facts(resource)
                if facts.application is not None:
                    yield facts
