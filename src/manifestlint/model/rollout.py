"""What an update does to the pods of a workload, step by step.

Assumed: nodes have room, images are there, and the controllers act at once. Every pod takes the least time
that the manifest allows to get ready (`model/probe_timing.py`), and its whole grace period to end. The old
pods are healthy, if nothing else is said.
"""

from dataclasses import dataclass
from itertools import repeat

from manifestlint.core.rollout import Rolled, Timing
from manifestlint.model.pod_flow import PodFlow
from manifestlint.model.strategy import Strategy, rolling_bounds


@dataclass(frozen=True, slots=True)
class Course:
    """What decides how an update goes."""

    kind: str
    strategy: Strategy
    replicas: int
    """A DaemonSet's are its nodes."""
    timing: Timing
    parallel: bool = False
    """A StatefulSet with `podManagementPolicy: Parallel`."""
    works: bool = True
    """Whether the pods of the new version ever get ready."""
    unready: int = 0
    """Old pods that are not ready when it begins."""


def roll(course: Course) -> Rolled | None:
    """The steps of an update; None for kinds, types and numbers of which nothing is known."""
    bounds = rolling_bounds(course.strategy, course.replicas)
    if course.replicas < 0 or (bounds and min(bounds) < 0):
        return None
    strategy = course.strategy.type or "RollingUpdate"
    unready = min(course.unready, course.replicas)
    flow = PodFlow(course.timing, course.replicas - unready, unready, works=course.works)
    match course.kind, strategy:
        case "Deployment", "Recreate":
            return _recreate(flow, course.replicas)
        case "Deployment", "RollingUpdate" if bounds:
            return _deployment(flow, course.replicas, *bounds)
        case "StatefulSet", "RollingUpdate" if bounds:
            return _stateful(flow, course, bounds[1])
        case "DaemonSet", "RollingUpdate" if bounds:
            surge, unavailable = bounds
            return _surging_daemons(flow, course, surge) if surge else _daemons(flow, course, unavailable)
    return None


def lowest_ready(strategy: Strategy, replicas: int) -> int | None:
    """The fewest pods that are ready while pods are replaced; None where a number has no meaning.

    It is what `roll` comes down to whatever the timing, and costs nothing: the tests hold one to the other.
    """
    bounds = rolling_bounds(strategy, replicas)
    return None if bounds is None else replicas - bounds[1]


def _deployment(flow: PodFlow, replicas: int, surge: int, unavailable: int) -> Rolled:
    """New pods up to the surge, then old pods down to what must be available, again and again.

    Source: `pkg/controller/deployment/rolling.go`, `rolloutRolling`, and `util/deployment_util.go`,
    `NewRSNewReplicas` (v1.35). Pods that end are not counted there, so the next ones do not wait for them.
    """
    while _grow(flow, replicas, surge) or _shrink(flow, replicas - unavailable) or flow.wait():
        if flow.is_full or (flow.available == replicas and not flow.all_old):
            break
    return flow.rolled(replicas, finished=flow.available == replicas and not flow.all_old)


def _grow(flow: PodFlow, replicas: int, surge: int) -> bool:
    room = min(replicas + surge - flow.all_old - flow.new, replicas - flow.new)
    if room > 0:
        flow.create(room)
    return room > 0


def _shrink(flow: PodFlow, must_be_available: int) -> bool:
    """Old pods that are not ready go first, so that they do not hold up the update.

    Source: `pkg/controller/deployment/rolling.go`, `reconcileOldReplicaSets`, v1.35.
    """
    unavailable = flow.new - flow.available
    most = flow.all_old + flow.new - must_be_available - unavailable
    if not flow.all_old or most <= 0:
        return False
    sick = min(most, flow.unready)
    spare = max(0, flow.old + flow.available - must_be_available)
    going = sick + min(flow.all_old - sick, spare)
    if going:
        flow.remove(going)
    return going > 0


def _recreate(flow: PodFlow, replicas: int) -> Rolled:
    """No new pod before the last old one is gone (`pkg/controller/deployment/recreate.go`, v1.35)."""
    if replicas:
        flow.remove(replicas)
        flow.wait_until_gone()
        flow.create(replicas)
    return flow.rolled(replicas, finished=flow.wait_until_available())


def _stateful(flow: PodFlow, course: Course, unavailable: int) -> Rolled:
    """Some pods end, and each comes back under its name once it is gone; then the next ones end.

    Pods that are not available count as some of those that may be missing. With `OrderedReady` the new ones
    come one after the other, with `Parallel` together. Source:
    `pkg/controller/statefulset/stateful_set_control.go`, `updateStatefulSet` and `processReplica`, v1.35.
    """
    kept = min(max(course.strategy.partition, 0), course.replicas)
    goes_on = True
    while goes_on and flow.all_old > kept:
        going = min(unavailable, flow.all_old - kept)
        flow.remove(going)
        flow.wait_until_gone()
        for count in (going,) if course.parallel else repeat(1, going):
            flow.create(count)
            goes_on = flow.wait_until_available()
            if not goes_on:
                break
    return flow.rolled(course.replicas, finished=goes_on, kept=kept)


def _daemons(flow: PodFlow, course: Course, unavailable: int) -> Rolled:
    """On some nodes at a time the pod ends, and its successor comes once it is gone.

    Pods that are not ready go at once, and count as missing all the same. Source:
    `pkg/controller/daemon/update.go`, `rollingUpdate`, v1.35.
    """
    goes_on = True
    while goes_on and flow.all_old:
        going = min(max(unavailable, flow.unready), flow.all_old)
        flow.remove(going)
        flow.wait_until_gone()
        flow.create(going)
        goes_on = flow.wait_until_available()
    return flow.rolled(course.replicas, finished=goes_on)


def _surging_daemons(flow: PodFlow, course: Course, surge: int) -> Rolled:
    """On some nodes at a time the new pod comes first, and the old one ends once it is available.

    On nodes whose old pod is not ready the new one does not count (`pkg/controller/daemon/update.go`,
    `rollingUpdate`, v1.35).
    """
    goes_on = True
    while goes_on and flow.all_old:
        coming = min(surge + flow.unready, flow.all_old)
        flow.create(coming)
        goes_on = flow.wait_until_available()
        if goes_on:
            flow.remove(coming)
    return flow.rolled(course.replicas, finished=goes_on)
