"""Numbers as Go has them; each row was run there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.argocd.numbers import atoi, shown_float


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3.0, "3"),
        (-0.5, "-0.5"),
        (0.0, "0"),
        (100000.0, "100000"),
        (8080.0, "8080"),
        (123456.789, "123456.789"),
        (1000000.0, "1e+06"),
        (1234567.0, "1.234567e+06"),
        (1e21, "1e+21"),
        (0.0001, "0.0001"),
        (0.00001, "1e-05"),
        (float("inf"), "+Inf"),
        (float("nan"), "NaN"),
    ],
)
def test_floats(number: float, text: str) -> None:
    assert shown_float(number) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_can_be_read_again(number: float) -> None:
    assert float(shown_float(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("-1", -1), ("+01", 1), ("", None), ("1_0", None), ("٣", None), ("9223372036854775808", None)],
)
def test_atoi(text: str, number: int | None) -> None:
    assert atoi(text) == number
