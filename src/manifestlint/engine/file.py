"""One file: read it, judge every object in it, and note what its neighbours may ask."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.core.directive import Directive
from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding, RelatedPlace
from manifestlint.core.place import At
from manifestlint.core.rule import Scope
from manifestlint.engine.directives import read_directives
from manifestlint.engine.judge import Judge, Judgement
from manifestlint.engine.locate import locate
from manifestlint.engine.plan import BundlePlan
from manifestlint.engine.sources import Sources
from manifestlint.model.facts import Facts, read_facts
from manifestlint.model.resource import Resource, read_resources
from manifestlint.model.shape import dig
from manifestlint.model.workload import as_workload
from manifestlint.source import Flaw, Source, Unreadable

_LOOKS_LIKE_OBJECT = re.compile(r"""^[\s\-{]*["']?(?:apiVersion|kind)["']?\s*:""", re.MULTILINE)
_HELM = re.compile(
    r"\{\{-?\s*(?:/\*|(?:if|else|end|range|with|define|include|template)\b|\.(?:Values|Release|Chart)\b)"
)


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


def check_file(path: str, plan: BundlePlan, sources: Sources, judge: Judge, *, named: bool) -> FileResult:
    """Judge a file by itself. A file that was named must hold objects; one that was met need not."""
    try:
        source = sources.get(path)
    except Unreadable as error:
        return FileResult(path, failures=(Failure(error.kind, "this file", error.message, path),))
    resources = tuple(
        resource
        for document in source.documents
        for resource in read_resources(document.data, path, document.index)
    )
    if not named and not resources and not _is_broken_manifest(source):
        return FileResult(path, skipped=True)
    judgement = Judgement()
    for resource in resources:
        _judge_resource(resource, plan, judge, judgement)
    found = [locate(judged, sources, plan.name) for judged in judgement.problems]
    found += _flaws(source, resources, plan, judge, named=named)
    return FileResult(
        path,
        facts=tuple(map(read_facts, resources)),
        findings=tuple(found),
        failures=tuple(judgement.failures),
        directives=tuple(read_directives(source, resources)),
    )


def _judge_resource(resource: Resource, plan: BundlePlan, judge: Judge, judgement: Judgement) -> None:
    target = judge.target(resource.origin.path, resource.id, plan)
    judge.judge(Scope.RESOURCE, resource, resource.ref, target, judgement)
    workload = as_workload(resource)
    if workload is not None:
        judge.judge(Scope.WORKLOAD, workload, resource.ref, target, judgement)
        for container in workload.containers():
            judge.judge(Scope.CONTAINER, container, resource.ref, target, judgement)


def _is_broken_manifest(source: Source) -> bool:
    """Whether a file without objects was meant to hold some, and cannot be read as YAML."""
    broken = any(flaw.rule == "yaml-syntax" for flaw in source.flaws)
    text = source.text
    return broken and bool(_LOOKS_LIKE_OBJECT.search(text)) and not _HELM.search(text)


def _flaws(
    source: Source, resources: tuple[Resource, ...], plan: BundlePlan, judge: Judge, *, named: bool
) -> Iterator[Finding]:
    """What the reader saw. In documents that are no objects only where somebody named the file."""
    by_document = {resource.origin.document: resource for resource in resources}
    flaws = (*source.flaws, *_unknown_kinds(source, by_document)) if named else source.flaws
    for flaw in flaws:
        resource = by_document.get(flaw.document)
        if resource is None and not named and flaw.rule != "yaml-syntax":
            continue
        id = resource.id if resource else None
        effective = judge.setting(flaw.rule, judge.target(source.path, id, plan))
        if effective is None:
            continue
        yield Finding(
            rule=flaw.rule,
            severity=effective.severity,
            message=flaw.message,
            path=source.path,
            span=flaw.span,
            excerpt=source.excerpt(flaw.span),
            resource=id,
            document=flaw.document,
            pointer=flaw.pointer,
            named_pointer=flaw.pointer,
            related=tuple(
                RelatedPlace(message, source.path, span, source.excerpt(span))
                for message, span in flaw.related
            ),
            bundles=(plan.name,),
        )


def _unknown_kinds(source: Source, known: dict[int, Resource]) -> Iterator[Flaw]:
    for document in source.documents:
        data = document.data
        if document.index in known or (
            isinstance(data, dict) and data.get("kind") and data.get("apiVersion")
        ):
            continue
        missing = [field for field in ("apiVersion", "kind") if not dig(data, field)]
        message = f"this is no Kubernetes object: it has no {' and no '.join(missing)}"
        span = source.span(document.index, At())
        yield Flaw("schema-kind-unknown", message, span, document.index, (), ())
