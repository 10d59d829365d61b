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

    A run that was missed, while the control plane was down or the last run still went on, then starts
    however late it is; and after more than 100 missed runs none starts at all (Kubernetes docs, "CronJob").
    With a deadline only the runs within it are made up for, and counted. Less than 10 seconds would miss
    runs, as the controller looks every 10 seconds.

    It is strict because most jobs may be late.
    """
    if resource.id.group == "batch" and resource.get("spec", "startingDeadlineSeconds") is None:
        text = f"{resource.id}: no startingDeadlineSeconds, so a missed run starts however late it is"
        yield Problem(text, at=at("metadata", "name"))
