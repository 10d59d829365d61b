"""Quantities are exact numbers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.model.quantity import parse_quantity


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("100m", Fraction(1, 10)),
        ("1Gi", Fraction(1024**3)),
        ("1G", Fraction(10**9)),
        ("1.5Ki", Fraction(1536)),
        ("1e3", Fraction(1000)),
        ("1E-3", Fraction(1, 1000)),
        ("1E", Fraction(10**18)),
        ("+.5", Fraction(1, 2)),
        ("-2", Fraction(-2)),
        (1, Fraction(1)),
        (0.25, Fraction(1, 4)),
    ],
)
def test_value(value: object, number: Fraction) -> None:
    assert parse_quantity(value) == number


@pytest.mark.parametrize(
    "value", ["", "1 Gi", "1GB", "Gi", "1e", "0x1", "1K", "1_0", None, True, [], "1e99999999"]
)
def test_no_quantity(value: object) -> None:
    assert parse_quantity(value) is None


@given(st.integers(-(10**12), 10**12), st.sampled_from(["Ki", "Mi", "k", "M", "m", ""]))
def test_suffix_scales(number: int, suffix: str) -> None:
    one = parse_quantity(f"1{suffix}")
    assert one is not None
    assert parse_quantity(f"{number}{suffix}") == number * one
