"""How many pods a disruption budget lets go."""

import pytest

from manifestlint.model.scaling import BudgetFacts


@pytest.mark.parametrize(
    ("min_available", "max_unavailable", "pods", "allowed"),
    [
        (1, None, 1, 0),
        (1, None, 2, 1),
        (5, None, 3, 0),
        ("50%", None, 1, 0),
        ("50%", None, 3, 1),
        ("100%", None, 10, 0),
        ("0%", None, 4, 4),
        (None, 0, 10, 0),
        (None, "1%", 10, 1),
        (None, "30%", 10, 3),
        (None, 7, 3, 3),
        (2, 0, 3, 0),
    ],
)
def test_allows(min_available: object, max_unavailable: object, pods: int, allowed: int) -> None:
    assert BudgetFacts(min_available, max_unavailable).allows(pods) == allowed


@pytest.mark.parametrize("written", ["many", [], True, 1.5, None])
def test_what_is_no_number_allows_nobody_knows_how_many(written: object) -> None:
    assert BudgetFacts(written, None).allows(3) is None
