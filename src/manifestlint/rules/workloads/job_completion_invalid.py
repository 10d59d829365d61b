"""Jobs that could never tell when they are done."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.shape import integer
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, workload_rule
from manifestlint.rules.workloads._job import JOBS, job_spec
from manifestlint.rules.workloads._success import success_faults

_INDEXED = "Indexed"
_MOST = 100_000
_MOST_OF_MANY = 10_000


@workload_rule(
    "job-completion-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1", kinds=JOBS
)
def job_completion_invalid(workload: Workload) -> Iterator[Problem]:
    """A Job's fields about indexes and completions contradict each other.

    The API server refuses it (Kubernetes `pkg/apis/batch/validation/validation.go`, `validateJobSpec` and
    `validateSuccessPolicy`, v1.35). `completionMode: Indexed` needs `completions`, which is 1 only if
    `parallelism` is left out too, and takes a `parallelism` of at most 100000. `backoffLimitPerIndex`,
    `maxFailedIndexes` and `successPolicy` go only with it, `maxFailedIndexes` only with
    `backoffLimitPerIndex` and not above `completions`; a success policy has at most 20 rules, and each says
    which indexes (`0-2,5`, ascending and below `completions`) or how many of them. With more than 100000
    completions and a limit for each index, a `maxFailedIndexes` must be there, and it and `parallelism` are
    at most 10000.

    It is essential: nothing of it reaches the cluster.
    """
    pointer, spec = job_spec(workload)
    if spec.get("completionMode") == _INDEXED:
        yield from refusals(workload, _indexed_faults(pointer, spec))
    elif spec.get("completionMode") in (None, "NonIndexed"):
        for field in ("backoffLimitPerIndex", "maxFailedIndexes", "successPolicy"):
            if spec.get(field) is not None:
                place = At((*pointer, field), on="key")
                yield from refusals(workload, [(f"{field} goes only with completionMode {_INDEXED}", place)])


def _indexed_faults(pointer: Pointer, spec: dict[str, Any]) -> Iterator[Fault]:
    single = spec.get("completions") is None and spec.get("parallelism") is None
    completions = 1 if single else integer(spec.get("completions"))
    failed, parallel = integer(spec.get("maxFailedIndexes")), integer(spec.get("parallelism")) or 0
    limited = spec.get("backoffLimitPerIndex") is not None
    if spec.get("completions") is None and not single:
        yield (
            f"completionMode {_INDEXED} with parallelism needs completions",
            At((*pointer, "completionMode")),
        )
    if failed is not None and not limited:
        yield "maxFailedIndexes needs backoffLimitPerIndex", At((*pointer, "maxFailedIndexes"))
    if failed is not None and completions is not None and failed > completions:
        yield (
            f"maxFailedIndexes {failed} is over completions {completions}",
            At((*pointer, "maxFailedIndexes")),
        )
    many = limited and completions is not None and completions > _MOST
    most = _MOST_OF_MANY if many else _MOST
    if many and spec.get("maxFailedIndexes") is None:
        yield f"more than {_MOST} completions need maxFailedIndexes", At((*pointer, "completions"))
    if parallel > most:
        yield f"parallelism {parallel} is over {most}", At((*pointer, "parallelism"))
    if failed is not None and failed > most and (many or completions is None or failed <= completions):
        yield f"maxFailedIndexes {failed} is over {most}", At((*pointer, "maxFailedIndexes"))
    yield from success_faults((*pointer, "successPolicy"), spec.get("successPolicy"), completions)
