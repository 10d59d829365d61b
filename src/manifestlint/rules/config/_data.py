"""The entries of ConfigMaps and Secrets."""

import base64
import re
from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping
from manifestlint.model.sops import is_encrypted
from manifestlint.rulekit import Pointer

KINDS = ("ConfigMap", "Secret")
_TEXTS = {"ConfigMap": "data", "Secret": "stringData"}
BINARIES = {"ConfigMap": "binaryData", "Secret": "data"}
"""The field that holds base64, for each kind."""

_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_VAULT = "avp.kubernetes.io/"
_VAULT_PLACEHOLDER = "<path:"


def is_judged(resource: Resource) -> bool:
    """Whether the entries are what will be applied: SOPS has not encrypted them."""
    return not resource.id.group and not is_encrypted(resource.data)


def is_placeholder(resource: Resource, value: Any) -> bool:
    """Whether Argo CD's Vault plugin replaces a value (argocd-vault-plugin docs, "How it Works")."""
    if not isinstance(value, str) or "<" not in value:
        return False
    return _VAULT_PLACEHOLDER in value or any(name.startswith(_VAULT) for name in resource.annotations)


def entries(resource: Resource) -> Iterator[tuple[Pointer, Any]]:
    """All entries, as written, each with its place; those of the field for texts first."""
    for field in (_TEXTS[resource.id.kind], BINARIES[resource.id.kind]):
        for name, value in mapping(resource.get(field)).items():
            yield (field, name), value


def decode(written: str) -> bytes | None:
    """What base64 stands for, None where it is none.

    Line breaks are skipped, blanks are not; padding is needed, and the alphabet is that with `+` and `/` (Go
    `encoding/base64`, `StdEncoding`, which the API server decodes with).
    """
    packed = written.replace("\n", "").replace("\r", "")
    return base64.b64decode(packed) if _BASE64.fullmatch(packed) else None


def content(resource: Resource) -> dict[str, bytes]:
    """What the server stores: a text over base64 of the same name, null as nothing, no unreadable base64."""
    stored: dict[str, bytes] = {}
    for (field, name), value in reversed(list(entries(resource))):
        if value is None:
            stored[str(name)] = b""
        elif isinstance(value, str):
            is_text = field != BINARIES[resource.id.kind]
            decoded = value.encode(errors="replace") if is_text else decode(value)
            if decoded is not None:
                stored[str(name)] = decoded
    return stored
