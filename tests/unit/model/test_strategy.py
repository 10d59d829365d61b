"""Surge and unavailability as the Deployment controller works them out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.model.strategy import Strategy, read_strategy, rolling_bounds, scaled


def bounds(replicas: int, surge: object = None, unavailable: object = None) -> tuple[int, int] | None:
    numbers = {"maxSurge": surge, "maxUnavailable": unavailable}
    strategy = read_strategy("Deployment", {"strategy": {"rollingUpdate": numbers}})
    assert isinstance(strategy, Strategy)
    return rolling_bounds(strategy, replicas)


@pytest.mark.parametrize(
    ("replicas", "surge", "unavailable", "expected"),
    [
        (10, None, None, (3, 2)),
        (10, "30%", "30%", (3, 3)),
        (2, None, None, (1, 0)),
        (1, None, None, (1, 0)),
        (4, None, None, (1, 1)),
        (2, 0, "10%", (0, 1)),
        (3, 1, 0, (1, 0)),
        (2, 1, 5, (1, 2)),
        (2, "x", 0, None),
        (2, 1, "1", None),
    ],
)
def test_bounds(replicas: int, surge: object, unavailable: object, expected: tuple[int, int] | None) -> None:
    assert bounds(replicas, surge, unavailable) == expected


@given(st.integers(0, 1000), st.integers(0, 100), st.integers(0, 100))
def test_an_update_can_always_go_on(replicas: int, surge: int, unavailable: int) -> None:
    found = bounds(replicas, f"{surge}%", f"{unavailable}%")
    assert found is not None
    assert 0 <= found[1] <= replicas
    assert replicas == 0 or found != (0, 0)


@given(st.integers(0, 1000), st.integers(0, 200))
def test_rounding(total: int, percent: int) -> None:
    up, down = (scaled(f"{percent}%", total, round_up=flag) for flag in (True, False))
    assert up is not None
    assert down is not None
    assert 100 * down <= percent * total <= 100 * up < percent * total + 100
