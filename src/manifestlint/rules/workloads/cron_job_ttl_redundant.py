"""CronJobs whose runs are gone before anybody has looked."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer
from manifestlint.rulekit import Fix, Pointer, Problem, Profile, RemoveKey, Safety, Severity, resource_rule

_FIELD: Pointer = ("spec", "jobTemplate", "spec", "ttlSecondsAfterFinished")


@resource_rule(
    "cron-job-ttl-redundant",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    kinds=("CronJob",),
    peers={"kube-linter": "job-ttl-seconds-after-finished"},
)
def cron_job_ttl_redundant(resource: Resource) -> Iterator[Problem]:
    """A CronJob lets its Jobs delete themselves, although it removes them anyway.

    `successfulJobsHistoryLimit` (3) and `failedJobsHistoryLimit` (1) say how many finished Jobs stay
    (Kubernetes docs, "CronJob"). With `ttlSecondsAfterFinished` they go after a while even so, and the
    failed one that is to be looked into is gone.

    Remove the field, and set the two limits.

    It is strict because both ways clean up.
    """
    seconds = integer(resource.get(*_FIELD))
    if resource.id.group == "batch" and seconds is not None:
        reason = f"its Jobs are deleted {seconds} s after they finish, whatever the history limits say"
        yield Problem(
            f"{resource.id}: {reason}",
            at=at(*_FIELD),
            fix=Fix("remove it", Safety.UNSAFE, (RemoveKey(_FIELD),)),
        )
