"""Windows for syncs that never open or close as they should."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.cron import schedule_fault
from manifestlint.model.duration import is_duration
from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings, text
from manifestlint.model.time_zones import is_time_zone
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule

_KINDS = ("allow", "deny")
_SCOPES = ("applications", "namespaces", "clusters")
_ZONES = ("TZ=", "CRON_TZ=")
_STOPS = "no Application that it applies to is synced"


@resource_rule(
    "argocd-sync-window-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("AppProject",),
)
def argocd_sync_window_invalid(resource: Resource) -> Iterator[Problem]:
    """A sync window of an AppProject has a schedule, duration, kind or time zone that cannot be read.

    Argo CD's API refuses such a project. Applied from Git it is stored, and then a schedule or duration that
    cannot be read stops every sync of the Applications it applies to, a kind other than `allow` and `deny`
    and a window that applies to nothing are passed over, and an unknown time zone is read as UTC (argo-cd
    `pkg/apis/application/v1alpha1/types.go`, `SyncWindow`, and `controller/sync.go`,
    `syncWindowPreventsSync`, v3.1). A schedule has five fields; `@daily` and the like are not known here. A
    duration is `1h30m`; there is no unit for days.

    It is essential: what is merged is not synced, or at the wrong time.
    """
    if resource.id.group != ARGOCD_GROUP:
        return
    for index, window in mappings(resource.get("spec", "syncWindows")):
        for field, reason in _faults(window):
            place = at("spec", "syncWindows", index, *((field,) if field else ()))
            yield Problem(f"{resource.id}: {reason}", at=place)


def _faults(window: dict[str, Any]) -> Iterator[tuple[str, str]]:
    kind, zone, duration = window.get("kind"), text(window.get("timeZone")), window.get("duration")
    if isinstance(kind, str) and kind not in _KINDS:
        yield "kind", f'kind "{kind}" of a sync window is not {" or ".join(_KINDS)}; it is passed over'
    reason = _schedule_fault(window.get("schedule"))
    if reason:
        yield "schedule", f'schedule "{window["schedule"]}": {reason}; {_STOPS}'
    if isinstance(duration, str) and not is_duration(duration):
        yield "duration", f'duration "{duration}" is none such as 1h30m; {_STOPS}'
    if zone and zone != "Local" and not is_time_zone(zone):
        yield "timeZone", f'time zone "{zone}" does not exist; the window is read as UTC'
    if not any(window.get(scope) for scope in _SCOPES):
        yield "", f"a sync window has none of {', '.join(_SCOPES)}; it applies to nothing"


def _schedule_fault(schedule: Any) -> str:
    if not isinstance(schedule, str):
        return ""
    if schedule.startswith("@"):
        return "a sync window knows only the five fields"
    if schedule.startswith(_ZONES):
        schedule = schedule.partition(" ")[2]
    return schedule_fault(schedule)
