"""Manifests that lie in an Application's folder, and that nothing applies."""

from collections.abc import Iterator

from manifestlint.core.finding import Finding
from manifestlint.core.place import At
from manifestlint.core.problem import Problem, Related
from manifestlint.engine.judge import Judge
from manifestlint.engine.locate import Judged, locate
from manifestlint.engine.plan import BundlePlan, Plan
from manifestlint.engine.sources import Sources
from manifestlint.model.resource import Resource, read_resources
from manifestlint.source import Unreadable

_RULE = "argocd-file-not-applied"


def judge_not_applied(plan: Plan, sources: Sources, judge: Judge) -> Iterator[Finding]:
    """One finding for each such file, at its first object."""
    applied = {path for bundle in plan.bundles if bundle.claim for path in bundle.files}
    told: set[str] = set()
    for item, claim in plan.not_applied:
        resource = None if item.path in applied | told else _first(item.path, sources)
        if resource is None:
            continue
        told.add(item.path)
        bundle = BundlePlan(claim.name, claim.folder, (), claim)
        effective = judge.setting(_RULE, judge.target(item.path, resource.id, bundle))
        if effective is not None:
            message = f"{resource.id}: Application {claim.name} does not apply it: {item.message}"
            place = At((*claim.source.pointer, "path"))
            related = Related("the Application's path", place, claim.application.resource.ref)
            problem = Problem(message, At(("kind",)), related=(related,))
            yield locate(Judged(_RULE, effective.severity, problem, resource.ref), sources, bundle)


def _first(path: str, sources: Sources) -> Resource | None:
    try:
        documents = sources.get(path).documents
    except Unreadable:
        return None  # told when the file itself is judged
    for document in documents:
        for resource in read_resources(document.data, path, document.index):
            return resource
    return None
