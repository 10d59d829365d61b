"""Where the view of an Application ends: what could not be checked, and what lies elsewhere."""

from collections.abc import Iterable, Iterator

from manifestlint.argocd.application import Application
from manifestlint.argocd.repository import is_ours, repository_key
from manifestlint.argocd.sources import SourceSpec
from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.finding import Status
from manifestlint.core.graph import AppliedSource, Unchecked
from manifestlint.engine.claims import Declared, Ours
from manifestlint.engine.file import FileResult
from manifestlint.engine.plan import BundlePlan
from manifestlint.engine.run import Outcome

_NOT_ABOUT_THIS = {FailureKind.POLICY_NOT_EVALUATED, FailureKind.RULE_CRASHED}


def applied_sources(
    application: Application, parts: tuple[BundlePlan, ...], ours: Ours
) -> Iterator[AppliedSource]:
    """The sources of an Application, and why the objects of some are not told here."""
    tools = {part.claim.source.pointer: part.tool for part in parts if part.claim}
    for source in application.sources:
        tool = tools.get(source.pointer)
        yield AppliedSource(
            source.repo_url,
            source.path,
            source.chart,
            source.target_revision,
            repository_key(source.repo_url) in ours.keys and not source.chart,
            tool.value if tool else "",
            "" if tool else _elsewhere(source, ours),
        )


def _elsewhere(source: SourceSpec, ours: Ours) -> str:
    if source.only_referred_to:
        return "it gives value files to other sources"
    if source.chart:
        return "a chart of another repository is not fetched"
    if repository_key(source.repo_url) not in ours.keys:
        return "another repository is not fetched"
    if not is_ours(source, ours.keys, ours.revisions):
        return f"revision {source.target_revision} is not what is checked out"
    if source.leads_outside:
        return "the path leaves the repository"
    return "there is no manifest in this folder" if source.path else "the source names no path"


class Asides:
    """What is not known about each Application, and what is left."""

    def __init__(self, outcome: Outcome, failures: Iterable[Failure]) -> None:
        self._left = {_key(item): item for item in failures if item.kind not in _NOT_ABOUT_THIS}
        self._not_applied = outcome.plan.not_applied
        self._applied = {path for plan in outcome.plan.bundles if plan.claim for path in plan.files}

    def of(self, declared: Declared | None, files: tuple[FileResult, ...]) -> Iterator[Unchecked]:
        """What is not known about one of them."""
        for file in files:
            failed = [self._left.pop(_key(item)) for item in file.failures if _key(item) in self._left]
            yield from map(_unchecked, failed)
            if file.unread and not file.failures:
                message = "it is no YAML that Kubernetes can read, so what it holds is not told here"
                yield Unchecked(message, file.path)
        for item, claim in self._not_applied:
            if declared and claim.facts.ref == declared.facts.ref and item.path not in self._applied:
                yield Unchecked(f"it is not applied: {item.message}", item.path)

    def others(self) -> Iterator[Unchecked]:
        """What belongs to none of them."""
        yield from map(_unchecked, self._left.values())


def _key(failure: Failure) -> tuple[object, ...]:
    return failure.kind, failure.what, failure.message, failure.path, failure.resource


def _unchecked(failure: Failure) -> Unchecked:
    what = f"{failure.resource}, {failure.what}" if failure.resource else failure.what
    excused = "" if failure.status is Status.ACTIVE else failure.justification or failure.status.value
    return Unchecked(f"{what}: {failure.message}", failure.path or "", failure=True, justification=excused)
