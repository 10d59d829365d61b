"""From a problem at a symbolic place to a finding in a file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from manifestlint.core.finding import Finding, RelatedPlace
from manifestlint.core.fix import Offer
from manifestlint.core.problem import Problem, Related
from manifestlint.core.resource import NOBODY, ResourceRef
from manifestlint.core.severity import Severity
from manifestlint.engine.place import find_place
from manifestlint.engine.plan import BundlePlan
from manifestlint.engine.sources import Sources


@dataclass(frozen=True, slots=True)
class Judged:
    """A problem, the rule that found it, and the resource that it was found in."""

    rule: str
    severity: Severity
    problem: Problem
    ref: ResourceRef


def locate(judged: Judged, sources: Sources, plan: BundlePlan) -> Finding:
    """The finding at its place in the repository."""
    problem = judged.problem
    place = find_place(judged.ref.origin, problem.at, sources)
    return Finding(
        rule=judged.rule,
        severity=judged.severity,
        message=problem.message,
        path=place.path,
        span=place.span,
        excerpt=place.excerpt,
        resource=None if judged.ref.id == NOBODY else judged.ref.id,
        document=place.document,
        pointer=place.pointer,
        named_pointer=place.named_pointer,
        related=tuple(_related(item, judged, sources) for item in problem.related),
        bundles=(plan.name,),
        application=plan.name if plan.claim else "",
        offer=Offer(problem.fix, judged.ref.origin) if problem.fix else None,
        before=judged.ref.origin.before,
    )


def _related(related: Related, judged: Judged, sources: Sources) -> RelatedPlace:
    ref = related.resource or judged.ref
    place = find_place(ref.origin, related.at, sources)
    return RelatedPlace(related.message, place.path, place.span, place.excerpt, ref.id)


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for one cause: a line of a base is told once, with all bundles that it reaches."""
    findings = list(findings)
    if len({finding.bundles for finding in findings}) < 2:
        return findings
    found: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        # What a tool made stands nowhere, so there only the words tell two causes apart.
        words = finding.message if finding.document < 0 else ""
        kind = finding.resource.kind if finding.resource else ""
        key = (
            finding.rule,
            finding.path,
            finding.document,
            finding.pointer,
            finding.span.start.offset,
            kind,
            words,
        )
        first = found.get(key)
        if first is None or set(finding.bundles) <= set(first.bundles):
            found[key if first is None else (*key, len(found))] = finding
        else:
            found[key] = replace(
                first,
                bundles=(*first.bundles, *finding.bundles),
                application=first.application or finding.application,
                offer=_common(first, finding),
            )
    return list(found.values())


def _common(one: Finding, other: Finding) -> Offer | None:
    """The fix that mends a line for all bundles that it reaches."""
    same = one.offer and other.offer and one.offer.fix == other.offer.fix
    return one.offer if same else None
