"""Users and credentials of Windows.

Source: Kubernetes `pkg/apis/core/validation/validation.go`, `validateWindowsSecurityContextOptions` (v1.35).
"""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import DNS_SUBDOMAIN, is_dns_subdomain

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_FORBIDDEN = re.compile(r'["/\\:;|=,+*?<>@\[\]]')
_NET_BIOS = re.compile(r"[^\\/:*?\"<>|.][^\\/:*?\"<>|]{0,14}")
_LABEL = r"[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_LONGEST_USER, _LONGEST_DOMAIN, _LONGEST_SPEC = 104, 256, 64 * 1024


def windows_faults(options: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields that are wrong, and why."""
    name, spec, user = (
        options.get(field) for field in ("gmsaCredentialSpecName", "gmsaCredentialSpec", "runAsUserName")
    )
    if isinstance(name, str) and not is_dns_subdomain(name):
        yield "gmsaCredentialSpecName", f'"{name}" can be the name of no credential ({DNS_SUBDOMAIN})'
    if isinstance(spec, str) and not 0 < len(spec.encode(errors="surrogatepass")) <= _LONGEST_SPEC:
        yield "gmsaCredentialSpec", f"gmsaCredentialSpec is empty or larger than {_LONGEST_SPEC} bytes"
    if isinstance(user, str) and not _is_user(user):
        yield "runAsUserName", f'runAsUserName "{user}" is no name of a user of Windows'


def _is_user(written: str) -> bool:
    domain, backslash, user = written.rpartition("\\")
    if "\\" in domain or _CONTROL.search(written) or not 0 < len(user) <= _LONGEST_USER:
        return False
    if _FORBIDDEN.search(user) or not user.strip(". "):
        return False
    if not backslash:
        return True
    known = _NET_BIOS.fullmatch(domain) or _DOMAIN.fullmatch(domain)
    return len(domain) < _LONGEST_DOMAIN and bool(known)
