"""Scalars alone; how they read inside a document is tested with the reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.source import scalars


@given(st.integers(-(2**63), 2**64 - 1))
def test_every_64_bit_integer_reads_as_itself(number: int) -> None:
    assert scalars.plain(str(number)) == (number, False)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_survives(number: float) -> None:
    value, _ = scalars.plain(repr(number))
    assert not isinstance(value, str | None)
    assert float(value) == number
    assert float(scalars.written(value)) == number


@given(st.text(max_size=8))
def test_whatever_is_no_text_is_hinted_at_by_its_first_character(text: str) -> None:
    if not isinstance(scalars.raw(text), str):
        assert text[:1] in scalars.HINTED


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (493, "493"),
        (-1, "-1"),
        (1.5, "1.5"),
        (1e6, "1e+06"),
        (123456.5, "123456.5"),
        (0.0001, "0.0001"),
        (0.00001, "1e-05"),
        (1e300, ".inf"),
        (float("-inf"), "-.inf"),
        (float("nan"), ".nan"),
        ("a", "a"),
    ],
)
def test_keys(value: scalars.Scalar, text: str) -> None:
    assert scalars.key(value) == text


@pytest.mark.parametrize("value", [None, 2**63])
def test_no_keys(value: scalars.Scalar) -> None:
    with pytest.raises(ValueError, match="must be text"):
        scalars.key(value)
