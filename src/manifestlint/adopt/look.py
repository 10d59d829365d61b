"""A look at a repository that is to be taken up."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import basename, dirname

from manifestlint.adopt.found import Found
from manifestlint.adopt.peers import find_peers, may_configure
from manifestlint.adopt.versions import Text, argocd_versions, asked_versions, kubernetes_versions
from manifestlint.argocd.repository import repository_key
from manifestlint.engine.claims import Ours
from manifestlint.engine.peers import PEERS, find_marks
from manifestlint.engine.plan import KUSTOMIZATIONS
from manifestlint.engine.run import Outcome
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import Scope
from manifestlint.model.image import Image
from manifestlint.model.kinds import is_argocd
from manifestlint.model.resource import Resource, read_resources
from manifestlint.model.workload import as_workload
from manifestlint.source import Tree, Unreadable, decode

_READ = (".yaml", ".yml")
_CHART = "Chart.yaml"
_TAG_FORMS = (r"^v\d+\.\d+\.\d+$", r"^\d+\.\d+\.\d+$", r"^[0-9a-f]{7,40}$", r"^sha-[0-9a-f]{7,40}$")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a run has read, and what it came to."""

    name: str
    scope: Scope
    outcome: Outcome
    sources: Sources
    ours: Ours


def look(ground: Ground) -> Found:
    """What lies there."""
    tree, outcome = ground.sources.tree, ground.outcome
    texts = tuple(_texts(tree))
    resources = tuple(_resources(ground))
    form, example = _tag_form(resources)
    ours, strangers = _unknown_repositories(ground)
    applied = {plan.claim.name for plan in outcome.plan.bundles if plan.claim}
    return Found(
        name=ground.name,
        files=len(ground.scope.files),
        objects=len(resources),
        applications=len({each.name for each in outcome.plan.declared}),
        applied=len(applied),
        argocd_namespaces=_argocd_namespaces(outcome),
        argocd_versions=argocd_versions(texts),
        repositories=ours,
        strangers=strangers,
        namespaces=_namespaces(outcome),
        kustomizations=_folders(ground, KUSTOMIZATIONS),
        charts=_folders(ground, {_CHART}),
        kubernetes=kubernetes_versions(texts),
        at_least=asked_versions(texts),
        tag_form=form,
        tag_example=example,
        peers=find_peers(texts),
        honoured=tuple(peer for peer in PEERS if any(any(find_marks(each, (peer,))) for each in resources)),
    )


def _texts(tree: Tree) -> Iterator[Text]:
    for path in tree.files():
        if path.endswith(_READ) or may_configure(path):
            try:
                yield path, decode(tree.read(path))
            except (Unreadable, OSError):
                continue  # `check` tells it


def _resources(ground: Ground) -> Iterator[Resource]:
    """Every object, those that tools make of the files included."""
    for made in ground.outcome.memory.resources.values():
        yield from made
    for path in ground.scope.files:
        if path in ground.outcome.plan.raw:
            continue
        try:
            documents = ground.sources.get(path).documents
        except Unreadable:
            continue
        for document in documents:
            yield from read_resources(document.data, path, document.index)


def _tag_form(resources: Iterable[Resource]) -> tuple[str, str]:
    """The form that all tags of images have, and the first of them."""
    workloads = filter(None, map(as_workload, resources))
    images = [container.image for workload in workloads for container in workload.containers()]
    tags = [image.tag for image in images if isinstance(image, Image) and (image.tag or not image.digest)]
    for form in _TAG_FORMS:
        if tags and all(re.fullmatch(form, tag) for tag in tags):
            return form, tags[0]
    return "", ""


def _namespaces(outcome: Outcome) -> tuple[str, ...]:
    bundles = (together.bundle for together in outcome.bundles)
    found = {
        bundle.namespace_of(facts)
        for bundle in bundles
        for facts in bundle.members
        if not is_argocd(facts.id.group, facts.id.kind)
    }
    return tuple(sorted(found - {""}))


def _argocd_namespaces(outcome: Outcome) -> tuple[str, ...]:
    found = {each.application.namespace for each in outcome.plan.declared}
    return tuple(sorted(found - {""}))


def _folders(ground: Ground, names: Collection[str]) -> tuple[str, ...]:
    """The folders with one of these files, of those that are checked."""
    paths = (path for path in ground.sources.tree.files() if ground.scope.tells_of(path))
    return tuple(dirname(path) for path in paths if basename(path) in names)


def _unknown_repositories(ground: Ground) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """URLs of Applications that git does not know: those whose folder lies here, and the others.

    A chart comes from a chart repository. A path that is here too is taken as a sign that it is this one.
    """
    ours: dict[str, str] = {}
    others: dict[str, str] = {}
    for declared in ground.outcome.plan.declared:
        for source in declared.application.sources:
            key = repository_key(source.repo_url)
            if not source.repo_url or source.chart or key in ground.ours.keys:
                continue
            here = _is_telling(source.path) and ground.sources.tree.is_dir(source.folder)
            (ours if here else others).setdefault(key, source.repo_url)
    if not ours and len(others) == 1 and not ground.ours.keys:
        return tuple(others.values()), ()
    return tuple(ours.values()), tuple(url for key, url in others.items() if key not in ours)


def _is_telling(path: str) -> bool:
    return PurePosixPath(path).parts not in {(), ("/",)}
