"""CronJobs in places that no clock knows."""

import re
from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.time_zones import is_time_zone
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule

_PART = re.compile(r"(?!-)[A-Za-z._0-9+-]{1,14}")
_COPIES = frozenset({"localtime", "posix", "posixrules", "right"})
"""What some systems keep beside the zones; a server on such a system finds it."""


@resource_rule(
    "cron-time-zone-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CronJob",),
)
def cron_time_zone_invalid(resource: Resource) -> Iterator[Problem]:
    """A CronJob's `timeZone` is no time zone.

    The API server refuses it (Kubernetes `pkg/apis/batch/validation/validation.go`, `validateTimeZone`,
    v1.35). It is a name of the IANA database, such as `Europe/Lisbon` or `Etc/UTC`, written as there;
    abbreviations such as `CEST` and offsets such as `+02:00` are none, and `Local` is refused because it
    means another place on every server.

    Without the field the time zone of the controller manager counts, which is mostly UTC.

    It is essential: nothing of it reaches the cluster.
    """
    zone = resource.get("spec", "timeZone")
    if resource.id.group == "batch" and isinstance(zone, str) and not _is_taken(zone):
        yield refused(resource, f'timeZone "{zone}" is no name of a time zone', at("spec", "timeZone"))


def _is_taken(zone: str) -> bool:
    parts = zone.split("/")
    if zone.lower() == "local" or not all(
        _PART.fullmatch(part) and part not in {".", ".."} for part in parts
    ):
        return False
    return parts[0] in _COPIES or is_time_zone(zone)
