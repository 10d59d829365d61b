from fractions import Fraction

import pytest

from manifestlint.model.quantity import parse_quantity


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1),
        ("1.5Gi", 1610612736),
        ("100m", Fraction(1, 10)),
        (".5", Fraction(1, 2)),
        ("5.", 5),
        ("-1k", -1000),
        ("1e3", 1000),
        ("1E", 10**18),
        ("1E-2", Fraction(1, 100)),
        (0.25, Fraction(1, 4)),
        (1e-7, Fraction(1, 10**7)),
        (3, 3),
        ("m", 0),
        ("-", 0),
    ],
)
def test_quantities(written: object, value: Fraction | int) -> None:
    assert parse_quantity(written) == value


@pytest.mark.parametrize(
    "written", ["", "1 Gi", "1Gb", "1K", "1ki", "0x1", "1_0", "1e", "two", "\u0661", True, None, []]
)
def test_what_is_none(written: object) -> None:
    assert parse_quantity(written) is None


def test_exponents_beyond_reason_cost_nothing() -> None:
    huge, tiny = parse_quantity("1e999999999"), parse_quantity("1e-999999999")
    assert huge is not None
    assert tiny is not None
    assert huge > 2**64 > 1 > tiny > 0
