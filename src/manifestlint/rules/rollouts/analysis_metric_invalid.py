"""Analyses that measure nothing."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.duration import is_duration
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer, mapping, mappings, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, resource_rule
from manifestlint.rules.rollouts._rollout import is_rollout

_PROVIDERS = (
    "cloudWatch",
    "datadog",
    "graphite",
    "influxdb",
    "job",
    "kayenta",
    "newRelic",
    "plugin",
    "prometheus",
    "skywalking",
    "wavefront",
    "web",
)
_LIMITS = {
    "failureLimit": -1,
    "inconclusiveLimit": 0,
    "consecutiveErrorLimit": 0,
    "consecutiveSuccessLimit": 0,
}


@resource_rule(
    "analysis-metric-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("AnalysisTemplate", "ClusterAnalysisTemplate"),
)
def analysis_metric_invalid(resource: Resource) -> Iterator[Problem]:
    """A metric of an AnalysisTemplate has no provider, or numbers that contradict each other.

    The API server takes it; the Rollout that uses it then gets the condition InvalidSpec, or the analysis
    ends in Error and the update is aborted (argo-rollouts `utils/analysis/factory.go`, `ValidateMetrics`,
    v1.8). A metric has a name of its own and exactly one provider. With a `count` above 1 it has an
    `interval`, a duration such as `30s`. No limit is negative, but for -1 as `failureLimit`, and `count`
    reaches `inconclusiveLimit` and the limits of failures and successes together.

    Values that come from arguments (`{{args.count}}`) are not judged.

    It is essential: no new version stays.
    """
    if is_rollout(resource):
        seen = set()
        for index, metric in mappings(resource.get("spec", "metrics")):
            pointer: Pointer = ("spec", "metrics", index)
            name = text(metric.get("name"))
            faults = [*_faults(pointer, metric)]
            if name and name in seen:
                faults.append((f'two metrics are named "{name}"', at(*pointer, "name")))
            seen.add(name)
            for reason, place, *_ in faults:
                yield Problem(f"{resource.id}: {reason}; the analysis fails", at=place)


def _faults(pointer: Pointer, metric: dict[str, Any]) -> Iterator[Fault]:
    provider = mapping(metric.get("provider"))
    known = [name for name in _PROVIDERS if provider.get(name) is not None]
    if metric.get("provider") == {} or len(known) > 1:
        told = f"{len(known)} providers: {', '.join(known)}" if known else "no provider"
        yield f"metric {metric.get('name')} has {told}", at(*pointer, "provider")
    for field in ("interval", "initialDelay"):
        written = text(metric.get(field))
        if written and "{{" not in written and not is_duration(written):
            yield f'{field} "{written}" is no duration such as 30s', at(*pointer, field)
    for field, least in _LIMITS.items():
        number = _number(metric.get(field))
        if number is not None and number < least:
            yield f"{field} {number} is less than {least}", at(*pointer, field)
    count = _number(metric.get("count"))
    if count is not None and count > 1 and not metric.get("interval"):
        yield f"count {count} needs an interval", at(*pointer, "count")
    if count is not None and count > 0:
        yield from _count_faults((*pointer, "count"), count, metric)


def _count_faults(pointer: Pointer, count: int, metric: dict[str, Any]) -> Iterator[Fault]:
    failures, successes, unclear = (
        _number(metric.get(field)) or 0
        for field in ("failureLimit", "consecutiveSuccessLimit", "inconclusiveLimit")
    )
    if count < max(failures, 0) + successes:
        told = f"failureLimit {failures}" + (f" and consecutiveSuccessLimit {successes}" if successes else "")
        yield f"count {count} does not reach {told}", at(*pointer)
    if count < unclear:
        yield f"count {count} does not reach inconclusiveLimit {unclear}", at(*pointer)


def _number(written: Any) -> int | None:
    """The number; digits in quotes count too, an argument does not."""
    if isinstance(written, str) and written.removeprefix("-").isdecimal() and written.isascii():
        return int(written)
    return integer(written)
