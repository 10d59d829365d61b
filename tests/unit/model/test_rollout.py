"""Updates step by step, against what Kubernetes' documentation says of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.core.rollout import Rolled, Timing
from manifestlint.model.rollout import Course, lowest_ready, roll
from manifestlint.model.strategy import read_strategy, rolling_bounds, scaled

TIMING = Timing(ready=10, settled=0, ending=30)
NUMBERS = st.one_of(st.integers(0, 30), st.integers(0, 100).map("{}%".format))


def course(kind: str, replicas: int, timing: Timing = TIMING, **said: Any) -> Course:
    numbers = {name: said.pop(name) for name in ("maxSurge", "maxUnavailable", "partition") if name in said}
    field = "strategy" if kind == "Deployment" else "updateStrategy"
    spec = {field: {"rollingUpdate": numbers, **({"type": said.pop("type")} if "type" in said else {})}}
    strategy = read_strategy(kind, spec)
    assert strategy is not None
    return Course(kind, strategy, replicas, timing, **said)


def rolled(kind: str, replicas: int, timing: Timing = TIMING, **said: Any) -> Rolled:
    found = roll(course(kind, replicas, timing, **said))
    assert found is not None
    return found


def scales(of: Rolled) -> list[str]:
    """The controller's own acts, as `kubectl describe` lists them."""
    return [step.event for step in of.steps if step.event.endswith(("created", "end"))]


def test_three_replicas_by_default() -> None:
    """Docs, "Deployments", "Updating a Deployment": the events of nginx-deployment, at least 3, at most 4."""
    found = rolled("Deployment", 3)
    assert [(step.new, step.old) for step in found.steps if step.event in scales(found)] == [
        (1, 3),
        (1, 2),
        (2, 2),
        (2, 1),
        (3, 1),
        (3, 0),
    ]
    assert (found.lowest, found.highest, found.finished) == (3, 4, True)


def test_four_replicas_by_default() -> None:
    """Docs, "Updating a Deployment": with 4 replicas there are between 3 and 5 pods."""
    found = rolled("Deployment", 4)
    assert (found.lowest, found.highest) == (3, 5)


def test_ten_replicas_three_more_two_fewer() -> None:
    """Docs, "Proportional scaling", and the example in the controller: 3 new, 8 old, 5 new."""
    found = rolled("Deployment", 10, maxSurge=3, maxUnavailable=2)
    assert [(step.new, step.old) for step in found.steps[:4]] == [(0, 10), (3, 10), (3, 8), (5, 8)]
    assert (found.lowest, found.highest) == (8, 13)


def test_ten_replicas_by_default() -> None:
    """Docs: at least 75% of the pods are up, rounded down, and at most 125%, rounded up."""
    found = rolled("Deployment", 10)
    assert (found.lowest, found.highest) == (8, 13)


def test_thirty_percent() -> None:
    """Docs, "Max Unavailable", "Max Surge": down to 70% at once, never more than 130%."""
    found = rolled("Deployment", 10, maxSurge="30%", maxUnavailable="30%")
    assert (found.lowest, found.highest) == (7, 13)


def test_one_more_none_fewer() -> None:
    found = rolled("Deployment", 3, maxSurge=1, maxUnavailable=0)
    assert (found.lowest, found.highest, found.crowd) == (3, 4, 6)
    assert [step.seconds for step in found.steps if step.event == "1 new pod created"] == [0, 10, 20]


def test_new_pods_that_never_get_ready() -> None:
    """Docs, "Rolling Back a Deployment": 3 desired, 1 updated, 4 total, 3 available, 1 unavailable."""
    found = rolled("Deployment", 3, works=False)
    last = found.steps[-1]
    assert (last.new, last.pods, last.ready, found.finished) == (1, 4, 3, False)


def test_sick_old_pods_go_first() -> None:
    found = rolled("Deployment", 4, maxSurge=0, maxUnavailable=1, unready=2)
    assert found.steps[1].event == "1 old pod told to end"
    assert [step.ready for step in found.steps[:2]] == [2, 2]
    assert found.lowest == 2


def test_new_pods_must_stay_ready() -> None:
    """With `minReadySeconds` an old pod waits until the new one counts as available."""
    found = rolled("Deployment", 1, Timing(5, 20, 30), maxSurge=1, maxUnavailable=0)
    assert [(step.seconds, step.event) for step in found.steps] == [
        (0, "before"),
        (0, "1 new pod created"),
        (5, "1 new pod ready"),
        (25, "1 new pod available"),
        (25, "1 old pod told to end"),
        (55, "1 old pod gone"),
    ]
    assert found.silence == 20


def test_recreate() -> None:
    found = rolled("Deployment", 2, type="Recreate")
    assert (found.lowest, found.highest, found.silence, found.seconds) == (0, 2, 30, 40)


def test_stateful_set_one_by_one() -> None:
    """Docs, "StatefulSets", "Rolling Updates": one at a time, the next when its successor is ready."""
    found = rolled("StatefulSet", 3)
    assert (found.lowest, found.highest, found.crowd, found.seconds) == (2, 3, 3, 120)


def test_stateful_set_ordered_and_parallel() -> None:
    """Several end together; in order they come back one after the other, else together."""
    ordered = rolled("StatefulSet", 4, maxUnavailable=2)
    parallel = rolled("StatefulSet", 4, maxUnavailable=2, parallel=True)
    assert (ordered.lowest, ordered.seconds) == (2, 100)
    assert (parallel.lowest, parallel.seconds) == (2, 80)


def test_stateful_set_partition() -> None:
    """Docs, "Partitioned rolling updates": pods below the partition stay, above the replicas all do."""
    some = rolled("StatefulSet", 5, partition=3)
    assert (some.steps[-1].old, some.steps[-1].new, some.kept, some.finished) == (3, 2, 3, True)
    none = rolled("StatefulSet", 5, partition=9)
    assert (len(none.steps), none.kept, none.finished) == (1, 5, True)


def test_stateful_set_stalls() -> None:
    """Docs, "Forced rollback": a pod that never gets ready stops the update."""
    found = rolled("StatefulSet", 3, works=False)
    assert (found.steps[-1].ready, found.steps[-1].new, found.finished) == (2, 1, False)


@pytest.mark.parametrize(
    ("said", "lowest", "highest"),
    [
        ({}, 9, 10),
        ({"maxUnavailable": "25%"}, 7, 10),
        ({"maxUnavailable": 0, "maxSurge": "25%"}, 10, 13),
    ],
)
def test_daemon_set(said: dict[str, Any], lowest: int, highest: int) -> None:
    """API reference, "RollingUpdateDaemonSet": both are rounded up; one pod is missing by default."""
    found = rolled("DaemonSet", 10, **said)
    assert (found.lowest, found.highest, found.finished) == (lowest, highest, True)


def test_what_nobody_knows() -> None:
    assert roll(course("Deployment", 3, maxSurge="x")) is None
    assert roll(course("Deployment", -1)) is None
    assert roll(course("Deployment", 3, maxSurge=-1)) is None
    assert roll(course("StatefulSet", 3, type="OnDelete")) is None


@pytest.mark.parametrize("kind", ["Deployment", "StatefulSet", "DaemonSet"])
@pytest.mark.parametrize("said", [{"maxUnavailable": 1, "maxSurge": 0}, {"maxUnavailable": "100%"}])
def test_too_many_pods_to_tell(kind: str, said: dict[str, Any]) -> None:
    found = rolled(kind, 10**9, **said)
    assert len(found.steps) <= 2_000


TIMINGS = st.builds(Timing, st.integers(1, 100), st.integers(0, 100), st.integers(0, 100))


@given(st.integers(0, 60), NUMBERS, NUMBERS, TIMINGS, st.booleans())
def test_a_deployment_keeps_its_bounds(
    replicas: int, surge: int | str, unavailable: int | str, timing: Timing, works: bool
) -> None:
    asked = course("Deployment", replicas, timing, maxSurge=surge, maxUnavailable=unavailable, works=works)
    found, bounds = roll(asked), rolling_bounds(asked.strategy, replicas)
    assert found is not None
    assert bounds is not None
    assert all(step.ready >= replicas - bounds[1] for step in found.steps)
    assert all(step.pods <= replicas + bounds[0] for step in found.steps)
    assert found.lowest == lowest_ready(asked.strategy, replicas), "it is reached, and may stand for them"
    assert found.finished is (works or replicas == 0)
    if works:
        last = found.steps[-1]
        assert (last.old, last.new, last.ready, last.ending) == (0, replicas, replicas, 0)


@given(st.integers(0, 60), NUMBERS, NUMBERS, TIMINGS, st.integers(0, 60))
def test_sick_pods_never_hold_up_a_deployment(
    replicas: int, surge: int | str, unavailable: int | str, timing: Timing, unready: int
) -> None:
    asked = course(
        "Deployment", replicas, timing, maxSurge=surge, maxUnavailable=unavailable, unready=unready
    )
    found, bounds = roll(asked), rolling_bounds(asked.strategy, replicas)
    assert found is not None
    assert bounds is not None
    least = min(replicas - bounds[1], replicas - min(unready, replicas))
    assert found.finished
    assert found.lowest >= least
    assert found.highest <= replicas + bounds[0]


@given(st.integers(0, 60), NUMBERS, st.integers(0, 70), TIMINGS, st.booleans(), st.booleans())
def test_a_stateful_set_keeps_its_bounds(
    replicas: int, unavailable: int | str, partition: int, timing: Timing, parallel: bool, works: bool
) -> None:
    said = {"maxUnavailable": unavailable, "partition": partition}
    asked = course("StatefulSet", replicas, timing, parallel=parallel, works=works, **said)
    found = roll(asked)
    assert found is not None
    assert found.lowest == lowest_ready(asked.strategy, replicas)
    assert found.crowd <= replicas
    assert found.finished is (works or partition >= replicas)


@given(st.integers(0, 60), NUMBERS, NUMBERS, TIMINGS, st.booleans())
def test_a_daemon_set_keeps_its_bounds(
    nodes: int, surge: int | str, unavailable: int | str, timing: Timing, works: bool
) -> None:
    most = scaled(surge, nodes, round_up=True) or 0
    said = {"maxSurge": surge, "maxUnavailable": 0 if most else unavailable}
    asked = course("DaemonSet", nodes, timing, works=works, **said)
    found, bounds = roll(asked), rolling_bounds(asked.strategy, nodes)
    assert found is not None
    assert bounds is not None
    assert found.lowest >= nodes - bounds[1]
    assert found.highest <= nodes + bounds[0]
    assert found.finished is (works or nodes == 0)
