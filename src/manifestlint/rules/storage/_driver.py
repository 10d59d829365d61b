"""Names of CSI drivers."""

from manifestlint.model.names import is_dns_subdomain

DRIVER_NAME = 'letters, digits, "-" and ".", at most 63, with a letter or digit at both ends'
_LONGEST = 63


def is_driver_name(name: str) -> bool:
    """Whether a driver can be called so.

    Source: `pkg/apis/core/validation/validation.go`, `ValidateCSIDriverName` (v1.35).
    """
    return len(name) <= _LONGEST and is_dns_subdomain(name.lower())
