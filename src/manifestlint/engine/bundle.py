"""What objects mean to each other: within a bundle, and from bundle to bundle."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from manifestlint.config.policyset import Target
from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding
from manifestlint.core.resource import ResourceRef
from manifestlint.core.rule import Scope
from manifestlint.engine.file import FileResult
from manifestlint.engine.judge import Judge, Judgement
from manifestlint.engine.locate import locate
from manifestlint.engine.plan import BundlePlan
from manifestlint.engine.sources import Sources
from manifestlint.model.bundle import Bundle


@dataclass(frozen=True, slots=True)
class BundleResult:
    """What a bundle comes to, as plain data."""

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]


def make_bundle(
    parts: Sequence[BundlePlan],
    files: Iterable[FileResult],
    judge: Judge,
    scopes: Mapping[tuple[str, str], bool],
) -> Bundle:
    """The objects of the plans' files, as their facts; all plans are sources of one Application."""
    files, plan = tuple(files), parts[0]
    return Bundle(
        plan.name,
        tuple(facts for file in files for facts in file.facts),
        plan.namespace,
        plan.application,
        argocd_namespace=judge.policy.argocd_namespace,
        argocd_version=judge.policy.argocd_version or "",
        partial=_is_partial(parts) or any(file.unread for file in files),
        cluster=plan.claim.application.destination.cluster if plan.claim else None,
        scopes=scopes,
    )


def _is_partial(parts: Sequence[BundlePlan]) -> bool:
    """Whether a source of the Application cannot be looked at, such as a chart of another repository."""
    claim = parts[0].claim
    giving = [source for source in claim.application.sources if not source.only_referred_to] if claim else ()
    return len(giving) > len(parts) or any(part.fault for part in parts)


def check_bundle(plan: BundlePlan, bundle: Bundle, sources: Sources, judge: Judge) -> BundleResult:
    """Judge the objects of a bundle by their facts; files are read again only for what is reported."""
    judgement = Judgement()

    def target(ref: ResourceRef) -> Target:
        return judge.target(ref.origin.file, ref.id, plan)

    judge.judge_together(Scope.BUNDLE, bundle, f"bundle {plan.name}", target, judgement)
    findings = tuple(locate(judged, sources, plan) for judged in judgement.problems)
    return BundleResult(findings, tuple(judgement.failures))


def check_repository(
    bundles: Mapping[str, tuple[BundlePlan, Bundle]], sources: Sources, judge: Judge
) -> BundleResult:
    """Judge what the bundles mean to each other; `bundles` are given by the paths of their files."""
    judgement = Judgement()

    def plan(ref: ResourceRef) -> BundlePlan:
        return bundles[ref.origin.path][0]

    def target(ref: ResourceRef) -> Target:
        return judge.target(ref.origin.file, ref.id, plan(ref))

    together = tuple({id(bundle): bundle for _, bundle in bundles.values()}.values())
    judge.judge_together(Scope.REPOSITORY, together, "the repository", target, judgement)
    findings = tuple(locate(judged, sources, plan(judged.ref)) for judged in judgement.problems)
    return BundleResult(findings, tuple(judgement.failures))
