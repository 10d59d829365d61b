"""What the reader saw in a file: mistakes in the YAML itself, and documents that are no objects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.finding import Finding, RelatedPlace
from manifestlint.core.fix import Offer
from manifestlint.core.place import At, Origin
from manifestlint.core.resource import ResourceId
from manifestlint.core.severity import Severity
from manifestlint.engine.judge import Judge
from manifestlint.engine.place import named_pointer
from manifestlint.engine.plan import BundlePlan
from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, text
from manifestlint.source import Flaw, Source, comes_from_template

SYNTAX = "yaml-syntax"
_KIND = "schema-kind-unknown"
_ALWAYS = frozenset({SYNTAX, _KIND})
"""What is told of documents that are no objects, too."""
_LOOKS_LIKE_OBJECT = re.compile(r"""^[\s\-{]*["']?(?:apiVersion|kind)["']?\s*:""", re.MULTILINE)


@dataclass(slots=True)
class Flaws:
    """What is told of a file's flaws."""

    findings: list[Finding] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def is_broken_manifest(source: Source) -> bool:
    """Whether a file without objects was meant to hold some.

    A Helm template is none: it becomes YAML only when it is rendered.
    """
    if any(looks_like_object(document.data) for document in source.documents):
        return True
    broken = [flaw for flaw in source.flaws if flaw.rule == SYNTAX]
    template = all(comes_from_template(source.text, flaw) for flaw in broken)
    return bool(broken) and not template and bool(_LOOKS_LIKE_OBJECT.search(source.text))


def judge_flaws(
    source: Source, resources: tuple[Resource, ...], plan: BundlePlan, judge: Judge, *, named: bool
) -> Flaws:
    """Tell the flaws; in documents that are no objects only where somebody named the file.

    What cannot be read cannot be judged either, so where the rule that tells it is off, it is a failure.
    """
    told = Flaws()
    strict = named or bool(resources)
    for flaw in (*source.flaws, *_unknown_kinds(source, resources, strict=strict)):
        resource = _resource_at(resources, flaw)
        if resource is None and not named and flaw.rule not in _ALWAYS:
            continue
        effective = judge.setting(flaw.rule, judge.target(source.path, resource, plan))
        if effective is not None:
            told.findings.append(_finding(flaw, effective.severity, source, resource, plan))
        elif flaw.rule == SYNTAX:
            line = f"line {flaw.span.start.line}"
            told.failures.append(Failure(FailureKind.UNREADABLE, line, flaw.message, source.path))
    return told


def _resource_at(resources: tuple[Resource, ...], flaw: Flaw) -> ResourceId | None:
    """The object that a flaw stands in: the document, or the item of a List."""
    for resource in resources:
        origin = resource.origin
        if origin.document == flaw.document and flaw.pointer[: len(origin.pointer)] == origin.pointer:
            return resource.id
    return None


def _finding(
    flaw: Flaw, severity: Severity, source: Source, resource: ResourceId | None, plan: BundlePlan
) -> Finding:
    related = (
        RelatedPlace(message, source.path, span, source.excerpt(span)) for message, span in flaw.related
    )
    data = source.document(flaw.document).data
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
        named_pointer=named_pointer(data, flaw.pointer),
        related=tuple(related),
        bundles=(plan.name,),
        offer=Offer(flaw.fix, Origin(source.path, flaw.document)) if flaw.fix else None,
    )


def _unknown_kinds(source: Source, resources: tuple[Resource, ...], *, strict: bool) -> Iterator[Flaw]:
    """Documents that are no objects; where nothing says that objects are meant, only what looks like one."""
    known = {resource.origin.document for resource in resources}
    for document in source.documents:
        data = document.data
        missing = [name for name in ("apiVersion", "kind") if not text(dig(data, name))]
        if document.index in known or not missing or not (strict or looks_like_object(data)):
            continue
        what = " and no ".join(_described(data, name) for name in missing)
        message = f"this is no Kubernetes object: it has no {what}"
        yield Flaw(_KIND, message, source.span(document.index, At()), document.index)


def looks_like_object(data: Any) -> bool:
    """Whether something was meant as an object: it has metadata, and one of apiVersion and kind."""
    return isinstance(dig(data, "metadata"), dict) and ("apiVersion" in data or "kind" in data)


def _described(data: Any, name: str) -> str:
    return name if dig(data, name) is None else f"{name} that is text"
