"""Numbers of workloads that are less than nothing."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.model.shape import integer
from manifestlint.rulekit import At, Pointer, Problem, Profile, Severity, refused, resource_rule

_PODS = ("replicas", "minReadySeconds")
_JOB = (
    "parallelism",
    "completions",
    "activeDeadlineSeconds",
    "backoffLimit",
    "backoffLimitPerIndex",
    "maxFailedIndexes",
    "ttlSecondsAfterFinished",
)
_CRON = ("startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit")


def _below(start: Pointer, fields: tuple[str, ...]) -> tuple[Pointer, ...]:
    return tuple((*start, field) for field in fields)


_NESTED = frozenset({"ordinals", "rollingUpdate"})
"""Parents without which a field's name says little."""
_SPEC: Pointer = ("spec",)
_FIELDS: dict[tuple[str, str], tuple[Pointer, ...]] = {
    ("apps", "DaemonSet"): _below(_SPEC, ("minReadySeconds", "revisionHistoryLimit")),
    ("apps", "Deployment"): _below(_SPEC, (*_PODS, "revisionHistoryLimit", "progressDeadlineSeconds")),
    ("apps", "ReplicaSet"): _below(_SPEC, _PODS),
    ("apps", "StatefulSet"): (
        *_below(_SPEC, _PODS),
        ("spec", "ordinals", "start"),
        ("spec", "updateStrategy", "rollingUpdate", "partition"),
    ),
    ("batch", "CronJob"): (*_below(_SPEC, _CRON), *_below(("spec", "jobTemplate", "spec"), _JOB)),
    ("batch", "Job"): _below(_SPEC, _JOB),
    ("", "ReplicationController"): _below(_SPEC, _PODS),
}


@resource_rule(
    "count-negative",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=sorted({kind for _, kind in _FIELDS}),
)
def count_negative(resource: Resource) -> Iterator[Problem]:
    """A number of replicas, completions, retries or seconds is negative.

    The API server refuses it (Kubernetes `pkg/apis/apps/validation/validation.go` and
    `pkg/apis/batch/validation/validation.go`, `ValidateNonnegativeField`, v1.35). 0 is fine: no replicas,
    no old revisions, no retries. A StatefulSet's `revisionHistoryLimit` and a pod's
    `terminationGracePeriodSeconds` are not looked at by the server, and so not here.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer in _FIELDS.get((resource.id.group, resource.id.kind), ()):
        number = integer(resource.get(*pointer))
        if number is not None and number < 0:
            field = ".".join(map(str, pointer[-2:] if pointer[-2] in _NESTED else pointer[-1:]))
            yield refused(resource, f"{field} {number} is negative", At(pointer))
