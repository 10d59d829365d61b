"""What the reader saw in a file: mistakes in the YAML itself, and documents that are no objects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.finding import Finding, RelatedPlace
from manifestlint.core.place import At
from manifestlint.core.resource import ResourceId
from manifestlint.core.severity import Severity
from manifestlint.engine.judge import Judge
from manifestlint.engine.plan import BundlePlan
from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig
from manifestlint.source import Flaw, Source

_SYNTAX = "yaml-syntax"
_LOOKS_LIKE_OBJECT = re.compile(r"""^[\s\-{]*["']?(?:apiVersion|kind)["']?\s*:""", re.MULTILINE)
_HELM = re.compile(
    r"\{\{-?\s*(?:/\*|(?:if|else|end|range|with|define|include|template)\b|\.(?:Values|Release|Chart)\b)"
)


@dataclass(slots=True)
class Flaws:
    """What is told of a file's flaws."""

    findings: list[Finding] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def is_broken_manifest(source: Source) -> bool:
    """Whether a file without objects was meant to hold some, and cannot be read as YAML.

    A Helm template is none: it becomes YAML only when it is rendered.
    """
    broken = any(flaw.rule == _SYNTAX for flaw in source.flaws)
    return broken and bool(_LOOKS_LIKE_OBJECT.search(source.text)) and not _HELM.search(source.text)


def judge_flaws(
    source: Source, resources: tuple[Resource, ...], plan: BundlePlan, judge: Judge, *, named: bool
) -> Flaws:
    """Tell the flaws; in documents that are no objects only where somebody named the file.

    What cannot be read cannot be judged either, so where the rule that tells it is off, it is a failure.
    """
    told = Flaws()
    by_document = {resource.origin.document: resource.id for resource in resources}
    flaws = (*source.flaws, *_unknown_kinds(source, by_document)) if named else source.flaws
    for flaw in flaws:
        resource = by_document.get(flaw.document)
        if resource is None and not named and flaw.rule != _SYNTAX:
            continue
        effective = judge.setting(flaw.rule, judge.target(source.path, resource, plan))
        if effective is not None:
            told.findings.append(_finding(flaw, effective.severity, source, resource, plan))
        elif flaw.rule == _SYNTAX:
            line = f"line {flaw.span.start.line}"
            told.failures.append(Failure(FailureKind.UNREADABLE, line, flaw.message, source.path))
    return told


def _finding(
    flaw: Flaw, severity: Severity, source: Source, resource: ResourceId | None, plan: BundlePlan
) -> Finding:
    related = (
        RelatedPlace(message, source.path, span, source.excerpt(span)) for message, span in flaw.related
    )
    return Finding(
        rule=flaw.rule,
        severity=severity,
        message=f"{resource}: {flaw.message}" if resource else flaw.message,
        path=source.path,
        span=flaw.span,
        excerpt=source.excerpt(flaw.span),
        resource=resource,
        document=flaw.document,
        pointer=flaw.pointer,
        named_pointer=flaw.pointer,
        related=tuple(related),
        bundles=(plan.name,),
    )


def _unknown_kinds(source: Source, known: dict[int, ResourceId]) -> Iterator[Flaw]:
    for document in source.documents:
        missing = [name for name in ("apiVersion", "kind") if not dig(document.data, name)]
        if missing and document.index not in known:
            message = f"this is no Kubernetes object: it has no {' and no '.join(missing)}"
            yield Flaw("schema-kind-unknown", message, source.span(document.index, At()), document.index)
