"""Names of those who sign certificates."""

from manifestlint.model.names import is_dns_label, is_dns_subdomain

_LONGEST_DOMAIN, _LONGEST_PATH = 253, 317


def signer_fault(name: str) -> str:
    """Why this is no name of a signer, empty where it is one.

    Source: `pkg/apis/core/validation/names.go`, `ValidateSignerName` (v1.35).
    """
    domain, slash, path = name.partition("/")
    if not slash or "/" in path:
        return "is no domain and path, as in example.com/signer"
    if len(domain) > _LONGEST_DOMAIN or "." not in domain or not all(map(is_dns_label, domain.split("."))):
        return f'has no domain before the slash, and "{domain}" is none'
    if len(path) > _LONGEST_PATH or not all(map(is_dns_subdomain, path.split("."))):
        return f'has no proper path behind the slash: "{path}"'
    return ""
