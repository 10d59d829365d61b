"""IP addresses and CIDR ranges, read as generously as the API server reads them in its old fields.

Source: `k8s.io/utils/net`, `ParseIPSloppy` and `ParseCIDRSloppy`, behind apimachinery
`pkg/util/validation/ip.go`, `IsValidIPForLegacyField` and `IsValidCIDRForLegacyField` (v1.35): zeros before
the digits and addresses inside the range are taken.
"""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_ZEROS = re.compile(r"(?<![0-9A-Fa-f])0+(?=[0-9A-Fa-f])")


def parse_address(written: str) -> Address | None:
    """The address, None where it is none."""
    if "%" in written or "/" in written:
        return None
    try:
        return ip_address(_ZEROS.sub("", written))
    except ValueError:
        return None


def parse_network(written: str) -> Network | None:
    """The range that a CIDR names, None where it is none."""
    address, slash, length = written.partition("/")
    parsed = parse_address(address)
    if parsed is None or not slash or not (length.isascii() and length.isdecimal()):
        return None
    try:
        return ip_network(f"{parsed}/{int(length)}", strict=False)
    except ValueError:
        return None


def is_strictly_inside(inner: Network, outer: Network) -> bool:
    """Whether a range is a part of another one, and not all of it.

    Nothing is said against IPv4 ranges that are written as IPv6, which Go counts as both.
    """
    if inner.version != outer.version:
        return isinstance(inner, IPv6Network) and inner.network_address.ipv4_mapped is not None
    return outer.prefixlen < inner.prefixlen and inner.network_address in outer
