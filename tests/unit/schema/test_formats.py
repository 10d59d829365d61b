"""Texts that Go decodes, and those that it does not."""

import pytest

from manifestlint.schema.formats import is_base64, is_date_time


@pytest.mark.parametrize(
    "text", ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.123456+02:00", "2024-02-29T23:59:59-11:30"]
)
def test_times(text: str) -> None:
    assert is_date_time(text)


@pytest.mark.parametrize(
    "text", ["", "2026-01-31", "2026-01-31 12:00:00Z", "2026-02-30T12:00:00Z", "2026-01-31T24:00:00Z", "now"]
)
def test_no_times(text: str) -> None:
    assert not is_date_time(text)


@pytest.mark.parametrize("text", ["", "aGVsbG8=", "aGVs\nbG8=\r\n"])
def test_base64(text: str) -> None:
    assert is_base64(text)


@pytest.mark.parametrize("text", ["aGVsbG8", "hello!", "aGVs bG8=", "aGVsbG8=aGVs", "é"])
def test_no_base64(text: str) -> None:
    assert not is_base64(text)
