"""CronJobs that could never start."""

from collections.abc import Iterator

from manifestlint.model.cron import schedule_fault
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule


@resource_rule(
    "cron-schedule-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CronJob",),
)
def cron_schedule_invalid(resource: Resource) -> Iterator[Problem]:
    """A CronJob's schedule cannot be read, or names a time that does not exist.

    The API server refuses it (Kubernetes `pkg/apis/batch/validation/validation.go`,
    `validateScheduleFormat`, v1.35). A schedule has five fields: minute (0-59), hour (0-23), day of the
    month (1-31), month (1-12 or `jan`-`dec`) and day of the week (0-6 or `sun`-`sat`); Sunday is 0 and not
    7. There are no seconds, no years, and no `L`, `W` or `#`. `@hourly`, `@daily`, `@midnight`, `@weekly`,
    `@monthly`, `@yearly`, `@annually` and `@every 1h30m` stand for a whole schedule.

    `TZ=` and `CRON_TZ=` are refused from v1.29 on; write `spec.timeZone`.

    It is essential: nothing of it reaches the cluster.
    """
    schedule = resource.get("spec", "schedule")
    if resource.id.group != "batch" or not isinstance(schedule, str):
        return
    reason = schedule_fault(schedule)
    if reason:
        yield refused(resource, f'schedule "{schedule}": {reason}', at("spec", "schedule"))
