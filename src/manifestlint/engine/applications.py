"""What Applications say about this repository, and what it has of that."""

from collections.abc import Iterable, Iterator
from typing import Any

from manifestlint.argocd.application import Application
from manifestlint.argocd.repository import is_ours, reads, repository_key
from manifestlint.argocd.sources import SourceSpec
from manifestlint.argocd.tool import Tool
from manifestlint.core.finding import Finding
from manifestlint.core.place import At, Origin
from manifestlint.core.problem import Problem
from manifestlint.core.resource import ResourceId
from manifestlint.engine.claims import Claim, Ours
from manifestlint.engine.judge import Judge
from manifestlint.engine.locate import Judged, locate
from manifestlint.engine.plan import BundlePlan, Plan
from manifestlint.engine.sources import Sources
from manifestlint.model.kinds import is_client_side
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping, mappings, sequence, text
from manifestlint.render import NotRenderable, real_path, repository_path
from manifestlint.source import Tree, Unreadable

_NOTES = (".md", ".txt", ".rst", ".adoc", "license")
_PLACEHOLDERS = frozenset({".gitkeep", ".keep", ".gitignore"})
Found = Iterator[tuple[str, Problem]]


def judge_applications(plan: Plan, sources: Sources, judge: Judge, ours: Ours) -> Iterator[Finding]:
    """The sources of every Application, and the generators of every ApplicationSet."""
    for each in plan.declared:
        for source in each.application.sources:
            claim = Claim(each.application, each.facts, source, each.name)
            bundle = BundlePlan(each.name, source.folder, (), claim)
            for rule, problem in _problems(claim, sources, ours):
                yield from _told(rule, problem, each.application.resource, bundle, sources, judge)
    for bundle in plan.bundles:
        for resource in _tool_files(bundle, sources):
            reason = f"no cluster takes a {resource.id.kind}, which is a tool's own file"
            problem = Problem(f"Application {bundle.name} applies it, and {reason}", At(("kind",)))
            yield from _told("argocd-tool-file-applied", problem, resource, bundle, sources, judge)
    for resource, index in plan.idle:
        message = f"{resource.id}: the git generator finds nothing here, so it makes no Application"
        problem = Problem(message, At(("spec", "generators", index, "git")))
        bundle = BundlePlan(resource.id.name, "", ())
        yield from _told("argocd-generator-empty", problem, resource, bundle, sources, judge)


def _tool_files(bundle: BundlePlan, sources: Sources) -> Iterator[Resource]:
    """What an Application applies as plain files, and is none of Kubernetes' objects."""
    for path in bundle.files if bundle.claim and bundle.tool is Tool.DIRECTORY else ():
        try:
            documents = sources.get(path).documents
        except Unreadable:
            continue  # told when the file itself is judged
        for document in documents:
            data = mapping(document.data)
            group, _, version = text(data.get("apiVersion")).rpartition("/")
            kind = text(data.get("kind"))
            if kind and version and is_client_side(group, kind):
                id = ResourceId(group, version, kind, "", text(mapping(data.get("metadata")).get("name")))
                yield Resource(id, Origin(path, document.index), data)


def _told(
    rule: str, problem: Problem, resource: Resource, bundle: BundlePlan, sources: Sources, judge: Judge
) -> Iterator[Finding]:
    effective = judge.setting(rule, judge.target(resource.origin.file, resource.id, bundle))
    if effective is not None:
        yield locate(Judged(rule, effective.severity, problem, resource.ref), sources, bundle)


def _problems(claim: Claim, sources: Sources, ours: Ours) -> Found:
    source, name = claim.source, claim.application.resource.id
    if "sourceHydrator" not in source.pointer and _is_of_ours(source, ours):
        if not is_ours(source, ours.keys, ours.revisions):
            message = (
                f"{name}: it follows {source.target_revision}: what is merged here is not deployed by it"
            )
            yield "argocd-revision-mismatch", Problem(message, At((*source.pointer, "targetRevision")))
        elif source.path and not source.leads_outside:
            yield from _path(claim, sources)
    yield from _value_files(claim.application, source, sources, ours)


def _is_of_ours(source: SourceSpec, ours: Ours) -> bool:
    return not source.chart and repository_key(source.repo_url) in ours.keys


def _path(claim: Claim, sources: Sources) -> Found:
    source, tree, folder = claim.source, sources.tree, claim.folder
    name, place = claim.application.resource.id, At((*claim.source.pointer, "path"))
    files = _files(folder, tree)
    if any(f"{folder}/".startswith(f"{path}/") for path in tree.absent()):
        return
    if not files or folder in files:
        what = "is a file" if files else "is not in this repository"
        message = f'{name}: the path "{source.path}" {what}, so Argo CD cannot compare or sync anything'
        yield "argocd-path-missing", Problem(message, place)
    elif _is_bare(files):
        message = f'{name}: the path "{source.path}" holds no manifest, so nothing is applied'
        yield "argocd-path-empty", Problem(message, place)


def _files(path: str, tree: Tree) -> tuple[str, ...]:
    """What lies at or below a path, links followed."""
    try:
        return tree.files(path) or tree.files(real_path(tree, path))
    except NotRenderable:
        return ()  # it leads out of the repository


def _is_bare(files: Iterable[str]) -> bool:
    """Whether there are only notes: of anything else a plugin of the installation may make manifests."""
    names = [file.rpartition("/")[2] for file in files]
    noted = all(name.startswith(".") or name.lower().endswith(_NOTES) for name in names)
    return noted and _PLACEHOLDERS.isdisjoint(names)


def _value_files(application: Application, source: SourceSpec, sources: Sources, ours: Ours) -> Found:
    """Those that lie in this repository: beside a chart that does too, or behind the `ref` of a source."""
    helm = mapping(source.helm)
    if helm.get("ignoreMissingValueFiles") is not True:
        for index, written in enumerate(sequence(helm.get("valueFiles"))):
            place = At((*source.pointer, "helm", "valueFiles", index))
            yield from _value_file(application, source, written, place, sources, ours)
    for index, item in mappings(helm.get("fileParameters")):
        place = At((*source.pointer, "helm", "fileParameters", index, "path"))
        yield from _value_file(application, source, item.get("path"), place, sources, ours)


def _value_file(
    application: Application, source: SourceSpec, written: Any, place: At, sources: Sources, ours: Ours
) -> Found:
    if not isinstance(written, str) or any(c in written[1:] for c in "$*?[") or "://" in written:
        return
    owner, folder, path = source, source.folder, written
    if written.startswith("$"):
        name, _, path = written[1:].partition("/")
        owner = next((each for each in application.sources if each.ref == name), SourceSpec())
        folder, path = "", path.lstrip("/")
    if not path or owner.chart or not reads(owner.repo_url, owner.target_revision, ours.keys, ours.revisions):
        return
    try:
        real = repository_path(folder, path)
    except NotRenderable:
        return  # told when it is rendered
    if not _files(real, sources.tree):
        message = f"{application.resource.id}: the value file {real} is not in this repository"
        yield "argocd-value-file-missing", Problem(message, place)
