"""One bundle: judge what its objects mean to each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding
from manifestlint.engine.judge import Judge, Judgement
from manifestlint.engine.locate import locate
from manifestlint.engine.plan import BundlePlan
from manifestlint.engine.sources import Sources
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts


@dataclass(frozen=True, slots=True)
class BundleResult:
    """What a bundle comes to, as plain data."""

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]


def check_bundle(plan: BundlePlan, members: Iterable[Facts], sources: Sources, judge: Judge) -> BundleResult:
    """Judge the objects of a bundle by their facts; files are read again only for what is reported."""
    bundle = Bundle(
        plan.name,
        tuple(members),
        plan.namespace,
        plan.application,
        argocd_namespace=judge.policy.argocd_namespace,
        unrendered=plan.unrendered,
    )
    judgement = Judgement()
    judge.judge_bundle(bundle, plan, judgement)
    findings = tuple(locate(judged, sources, plan.name) for judged in judgement.problems)
    return BundleResult(findings, tuple(judgement.failures))
