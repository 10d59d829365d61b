"""One file: read it, judge every object in it, and note what its neighbours may ask."""

from dataclasses import dataclass, replace

from manifestlint.core.directive import Directive
from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding
from manifestlint.core.place import Origin
from manifestlint.core.resource import NOBODY, ResourceId, ResourceRef
from manifestlint.core.rule import Scope
from manifestlint.engine.directives import read_directives
from manifestlint.engine.flaws import SYNTAX, is_broken_manifest, judge_flaws
from manifestlint.engine.judge import Judge, Judgement
from manifestlint.engine.locate import locate
from manifestlint.engine.plan import KUSTOMIZATIONS, BundlePlan
from manifestlint.engine.schemas import Library, judge_schema
from manifestlint.engine.sources import Sources
from manifestlint.model.facts import Facts, read_facts
from manifestlint.model.resource import Resource, read_resources
from manifestlint.model.shape import keys_in
from manifestlint.model.workload import as_workload
from manifestlint.source import Source, Unreadable


@dataclass(frozen=True, slots=True)
class FileResult:
    """What a file comes to, as plain data."""

    path: str
    facts: tuple[Facts, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    directives: tuple[Directive, ...] = ()
    skipped: bool = False
    """It holds no Kubernetes object, and nobody named it."""

    @property
    def unread(self) -> bool:
        """Whether something in it could not be read, so that there may be more than the facts say."""
        return bool(self.failures) or any(finding.rule == SYNTAX for finding in self.findings)


def check_file(
    path: str, plan: BundlePlan, sources: Sources, judge: Judge, library: Library, *, named: bool
) -> FileResult:
    """Judge a file by itself. A file that was named must hold objects; one that was met need not."""
    try:
        source = sources.get(path)
    except Unreadable as error:
        return FileResult(path, failures=(Failure(error.kind, "this file", error.message, path),))
    resources = _resources(source)
    if not named and not resources and not is_broken_manifest(source):
        return FileResult(path, skipped=True)
    judgement = Judgement()
    _judge_documents(source, plan, judge, judgement)
    resources = tuple(judge_resource(resource, plan, judge, library, judgement) for resource in resources)
    found = [locate(judged, sources, plan) for judged in judgement.problems]
    flaws = judge_flaws(source, resources, plan, judge, named=named)
    return FileResult(
        path,
        facts=tuple(map(part_with, resources)),
        findings=(*found, *flaws.findings),
        failures=(*judgement.failures, *flaws.failures),
        directives=tuple(read_directives(source, resources, judge.policy.honour)),
    )


def part_with(resource: Resource) -> Facts:
    """What remains of an object that has been judged."""
    facts = read_facts(resource)
    resource.forget()
    return facts


def check_raw(path: str, plan: BundlePlan, sources: Sources, judge: Judge) -> FileResult:
    """A file that a tool makes objects of: what the reader saw is told, and its suppressions count."""
    try:
        source = sources.get(path)
    except Unreadable as error:
        return FileResult(path, failures=(Failure(error.kind, "this file", error.message, path),))
    resources = _resources(source)
    if not resources and not _is_kustomization(path):
        return FileResult(path, skipped=True)
    judgement = Judgement()
    _judge_documents(source, plan, judge, judgement)
    found = [locate(judged, sources, plan) for judged in judgement.problems]
    flaws = judge_flaws(source, resources, plan, judge, named=False)
    directives = tuple(read_directives(source, resources, judge.policy.honour))
    failures = (*judgement.failures, *flaws.failures)
    return FileResult(path, (), (*found, *flaws.findings), failures, directives)


def _judge_documents(source: Source, plan: BundlePlan, judge: Judge, judgement: Judgement) -> None:
    """Run what looks at documents as such. A kustomization needs no kind, so its file's name gives it one."""
    id = ResourceId("", "", "Kustomization", "", "") if _is_kustomization(source.path) else NOBODY
    for document in source.documents:
        ref = ResourceRef(id, Origin(source.path, document.index))
        judge.judge(Scope.FILE, document, ref, judge.target(source.path, None, plan), judgement)


def _is_kustomization(path: str) -> bool:
    return path.rpartition("/")[2] in KUSTOMIZATIONS


def _resources(source: Source) -> tuple[Resource, ...]:
    return tuple(
        resource
        for document in source.documents
        for resource in read_resources(document.data, source.path, document.index)
    )


def judge_resource(
    resource: Resource, plan: BundlePlan, judge: Judge, library: Library, judgement: Judgement
) -> Resource:
    """Run everything that looks at one object, and say for which Kubernetes it is."""
    target = judge.target(resource.origin.file, resource.id, plan)
    schemas = library.of_version(judge.selection.kubernetes_version(target))
    resource = replace(resource, cluster=schemas.version)
    keys = frozenset(keys_in(resource.data))
    judge.judge(Scope.RESOURCE, resource, resource.ref, target, judgement, keys)
    workload = as_workload(resource)
    if workload is not None:
        judge.judge(Scope.WORKLOAD, workload, resource.ref, target, judgement, keys)
        for container in workload.containers():
            judge.judge(Scope.CONTAINER, container, resource.ref, target, judgement, keys)
    judge_schema(resource, schemas, judge, target, judgement)
    return resource
