"""Addresses as the API server's old fields take them."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.model.address import is_strictly_inside, parse_address, parse_network


@given(st.ip_addresses())
def test_every_address_is_read(address: object) -> None:
    assert parse_address(str(address)) == address


@given(st.ip_addresses(v=4))
def test_zeros_before_the_digits_are_skipped(address: object) -> None:
    padded = ".".join(part.zfill(3) for part in str(address).split("."))
    assert parse_address(padded) == address


@pytest.mark.parametrize(
    "written", ["", "10.0.0", "10.0.0.256", "fe80::1%eth0", "10.0.0.1/32", "::1::", "host"]
)
def test_what_is_no_address(written: str) -> None:
    assert parse_address(written) is None


@pytest.mark.parametrize(
    ("written", "network"),
    [("10.0.0.1/8", "10.0.0.0/8"), ("010.0.0.0/08", "10.0.0.0/8"), ("2001:DB8::/32", "2001:db8::/32")],
)
def test_ranges_are_read_generously(written: str, network: str) -> None:
    assert parse_network(written) == ip_network(network)


@pytest.mark.parametrize(
    "written", ["10.0.0.1", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/²", "10.0.0.0/", "/8", "a/8"]
)
def test_what_is_no_range(written: str) -> None:
    assert parse_network(written) is None


def test_inside_is_a_part_and_not_all() -> None:
    inner, outer, other = map(ip_network, ("10.1.0.0/16", "10.0.0.0/8", "2001:db8::/32"))
    assert is_strictly_inside(inner, outer)
    assert not is_strictly_inside(outer, inner)
    assert not is_strictly_inside(outer, outer)
    assert not is_strictly_inside(inner, other)
    assert is_strictly_inside(ip_network("::ffff:10.0.0.0/120"), outer)
