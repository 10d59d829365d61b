"""Addresses to which traffic can be sent, and how."""

from typing import Any

from manifestlint.model.address import parse_address

PROTOCOLS = ("TCP", "UDP", "SCTP")


def address_fault(written: Any) -> str:
    """Why nothing can be sent to what is written, empty where something can.

    Source: `pkg/apis/core/validation/validation.go`, `ValidateEndpointIP` (v1.35).
    """
    if not isinstance(written, str):
        return ""
    address = parse_address(written)
    if address is None:
        return f'"{written}" is no IP address'
    kinds = {
        "unspecified": address.is_unspecified,
        "a loopback address": address.is_loopback,
        "link-local": address.is_link_local,
    }
    return next((f"{written} is {kind}" for kind, holds in kinds.items() if holds), "")
