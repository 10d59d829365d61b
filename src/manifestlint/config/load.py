"""From a folder of policy files to a PolicySet, or to what is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import join

from manifestlint.config.baseline import FILE, Known, parse
from manifestlint.config.build import Builder
from manifestlint.config.find import Folder, is_policyset
from manifestlint.config.mistakes import Mistake
from manifestlint.config.policyset import PolicySet
from manifestlint.config.validate import Validator
from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.finding import Excerpt, Finding, RelatedPlace
from manifestlint.core.place import At, Pointer, Span
from manifestlint.core.rule import RuleInfo
from manifestlint.core.severity import Severity
from manifestlint.model.resource import read_resources
from manifestlint.model.shape import dig, text
from manifestlint.source import Document, Flaw, Source

INVALID = "policyset-invalid"
SYNTAX = "yaml-syntax"
DUPLICATE = "yaml-key-duplicate"
_ADMISSION_GROUP = "admissionregistration.k8s.io"
_ADMISSION_POLICY = "ValidatingAdmissionPolicy"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the policy files say."""

    policy: PolicySet | None
    """None where there is none, or where `findings` or `failures` say why it cannot be used."""
    findings: tuple[Finding, ...] = ()
    """Mistakes: while there are any, no verdict is possible."""
    failures: tuple[Failure, ...] = ()
    """Files that cannot be read, and policies that are not evaluated."""
    baseline: tuple[Known, ...] = ()
    """The findings that are known from before."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A document of a policy file."""

    source: Source
    document: Document

    def span(self, at: At) -> Span:
        return self.source.span(self.document.index, at)

    def located(self, pointer: Pointer) -> tuple[Span, Excerpt]:
        span = self.span(At(pointer))
        return span, self.source.excerpt(span)

    def written(self, pointer: Pointer) -> str:
        span = self.span(At(pointer))
        return self.source.text[span.start.offset : span.end.offset]

    def finding(self, mistake: Mistake) -> Finding:
        related = tuple(self.related(message, at) for message, at in mistake.related)
        return self._finding(mistake.message, mistake.at, related)

    def related(self, message: str, at: At) -> RelatedPlace:
        return _related(self.source, message, self.span(at))

    def second(self, first: "_Place") -> Finding:
        """What to say where this is not the folder's only PolicySet."""
        message = "a second PolicySet in this folder; nothing says which one decides"
        return self._finding(message, At(("kind",)), (first.related("the first one", At(("kind",))),))

    def _finding(self, message: str, at: At, related: tuple[RelatedPlace, ...]) -> Finding:
        span = self.span(at)
        return Finding(
            INVALID,
            Severity.ERROR,
            message,
            self.source.path,
            span,
            self.source.excerpt(span),
            document=self.document.index,
            pointer=at.pointer,
            named_pointer=at.pointer,
            related=related,
        )


def load(folder: Folder, known: Mapping[str, RuleInfo]) -> Loaded:
    """Read the PolicySet of a folder, and tell every mistake in its files."""
    places = [_Place(source, document) for source in folder.sources for document in source.documents]
    sets = [place for place in places if is_policyset(place.document.data)]
    validator = Validator(known)
    findings = [finding for source in folder.sources for finding in _flaws(source)]
    for place in sets:
        findings += map(place.finding, validator.mistakes(place.document.data, place.written))
    findings += (place.second(sets[0]) for place in sets[1:])
    baseline, broken = _baseline(folder)
    failures = (*folder.failures, *broken, *(item for place in places for item in _not_evaluated(place)))
    if findings or not sets:
        return Loaded(None, tuple(sorted(findings, key=_order)), failures)
    builder = Builder(sets[0].source.path, folder.base, known, sets[0].located)
    return Loaded(builder.build(sets[0].document.data), (), failures, baseline)


def _baseline(folder: Folder) -> tuple[tuple[Known, ...], tuple[Failure, ...]]:
    """What is known from before, or why that cannot be told."""
    if folder.baseline is None:
        return (), ()
    try:
        return parse(folder.baseline), ()
    except ValueError as error:
        failure = Failure(FailureKind.UNREADABLE, "the baseline", str(error), join(folder.path, FILE))
        return (), (failure,)


def _flaws(source: Source) -> Iterator[Finding]:
    """Mistakes in the YAML itself; a key given twice only where the document is a policy."""
    policies = {document.index for document in source.documents if _is_policy(document)}
    for flaw in source.flaws:
        if flaw.rule == SYNTAX or (flaw.rule == DUPLICATE and flaw.document in policies):
            yield _flaw(source, flaw)


def _is_policy(document: Document) -> bool:
    group = text(dig(document.data, "apiVersion")).partition("/")[0]
    return group == _ADMISSION_GROUP or is_policyset(document.data)


def _flaw(source: Source, flaw: Flaw) -> Finding:
    return Finding(
        flaw.rule,
        Severity.ERROR,
        flaw.message,
        source.path,
        flaw.span,
        source.excerpt(flaw.span),
        document=flaw.document,
        pointer=flaw.pointer,
        named_pointer=flaw.pointer,
        related=tuple(_related(source, message, span) for message, span in flaw.related),
    )


def _related(source: Source, message: str, span: Span) -> RelatedPlace:
    return RelatedPlace(message, source.path, span, source.excerpt(span))


def _not_evaluated(place: _Place) -> Iterator[Failure]:
    """A policy is never left out in silence."""
    path = place.source.path
    for resource in read_resources(place.document.data, path, place.document.index):
        if (resource.id.group, resource.id.kind) == (_ADMISSION_GROUP, _ADMISSION_POLICY):
            name = resource.id.name or "without a name"
            yield Failure(
                FailureKind.POLICY_NOT_EVALUATED,
                what=f"policy {name}",
                message=f"CEL policies are not evaluated yet, so nothing was checked against policy {name}",
                path=path,
                resource=resource.id,
            )


def _order(finding: Finding) -> tuple[str, Span, str]:
    return finding.path, finding.span, finding.message
