"""CronJobs of which several runs may go on at once."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Fix, Problem, Profile, Safety, Severity, resource_rule, setting


@resource_rule(
    "cron-runs-overlapping",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    kinds=("CronJob",),
)
def cron_runs_overlapping(resource: Resource) -> Iterator[Problem]:
    """A CronJob may start a run while the last one goes on.

    That is what `concurrencyPolicy: Allow` means, which is the default (Kubernetes docs, "CronJob"). Once a
    run takes longer than the time between two, they pile up: two backups write to one place, and each makes
    the next one slower.

    Write `Forbid` to leave out a run, or `Replace` to end the old one.

    It is strict because short runs never meet.
    """
    policy = resource.get("spec", "concurrencyPolicy")
    if resource.id.group == "batch" and policy in (None, "", "Allow"):
        told = "concurrencyPolicy Allow" if policy else "no concurrencyPolicy, which means Allow"
        place = at("spec", "concurrencyPolicy") if policy else at("metadata", "name")
        yield Problem(
            f"{resource.id}: {told}, so a run starts while the last one goes on", at=place, fix=_fix(resource)
        )


def _fix(resource: Resource) -> Fix:
    edit = setting(resource.data, ("spec", "concurrencyPolicy"), "Forbid")
    return Fix("set concurrencyPolicy to Forbid", Safety.UNSAFE, (edit,))
