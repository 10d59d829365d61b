"""Files that SOPS has encrypted."""

from typing import Any


def is_encrypted(data: Any) -> bool:
    """Whether an object's values are ciphertext, which something decrypts before it is applied.

    SOPS adds its own key beside the object's (SOPS documentation, "Encryption Protocol").
    """
    return isinstance(data, dict) and isinstance(data.get("sops"), dict)
