"""CronJobs that catch up at any time."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule


@resource_rule(
    "cron-deadline-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("CronJob",),
    peers={"kube-score": "cronjob-has-deadline"},
)
def cron_deadline_missing(resource: Resource) -> Iterator[Problem]:
    """A CronJob has no `startingDeadlineSeconds`.

    The last run that was missed, while the control plane was down or another run still went on, then starts
    however late it is; more than 100 missed ones only make the controller warn (Kubernetes
    `pkg/controller/cronjob/utils.go`, `nextScheduleTime`, v1.35). With a deadline only a run within it is
    made up for. Take 10 seconds or more (Kubernetes docs, "CronJob").

    It is strict because most jobs may be late.
    """
    if resource.id.group == "batch" and resource.get("spec", "startingDeadlineSeconds") is None:
        text = f"{resource.id}: no startingDeadlineSeconds, so a missed run starts however late it is"
        yield Problem(text, at=at("metadata", "name"))
