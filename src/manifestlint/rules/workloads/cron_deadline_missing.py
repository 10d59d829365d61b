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
    however late it is (Kubernetes `pkg/controller/cronjob/utils.go`, `nextScheduleTime`, v1.35; the docs,
    "CronJob", say that after 100 missed runs none starts, but that version only warns). With a deadline
    only a run within it is made up for. Take 10 seconds or more, as the docs advise.

    It is strict because most jobs may be late.
    """
    if resource.id.group == "batch" and resource.get("spec", "startingDeadlineSeconds") is None:
        text = f"{resource.id}: no startingDeadlineSeconds, so a missed run starts however late it is"
        yield Problem(text, at=at("metadata", "name"))
