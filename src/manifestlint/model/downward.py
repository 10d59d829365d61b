"""What a pod may be told of itself.

Source: Kubernetes `pkg/apis/core/validation/validation.go`, `validateObjectFieldSelector` and
`validateContainerResourceFieldSelector`, and `pkg/fieldpath/fieldpath.go` (v1.35).
"""

import re
from typing import Any

from manifestlint.model.names import is_qualified_name
from manifestlint.model.shape import dig, text

_SUBSCRIPT = re.compile(r"metadata\.(labels|annotations)\['(.*)'\]", re.DOTALL)
_COMMON = frozenset({"metadata.name", "metadata.namespace", "metadata.uid"})
ENV_FIELDS = _COMMON | {
    "spec.host",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
}
"""Fields that a variable can be set to; `spec.host` is an old name of `spec.nodeName`."""
FILE_FIELDS = _COMMON | {"metadata.labels", "metadata.annotations"}
"""Fields that a file of a volume can be filled with."""

_AMOUNT = re.compile(r"(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)", re.DOTALL)


def field_fault(reference: Any, fields: frozenset[str]) -> str:
    """What is wrong with a `fieldRef`; empty where nothing is."""
    path = text(dig(reference, "fieldPath"))
    if not path or path in fields:
        return ""
    match = _SUBSCRIPT.fullmatch(path)
    if match is None:
        return f'fieldPath "{path}" is none of {", ".join(sorted(fields - {"spec.host"}))}'
    key = match[2].lower() if match[1] == "annotations" else match[2]
    return "" if is_qualified_name(key) else f'fieldPath "{path}" asks for a key that cannot exist'


def resource_fault(reference: Any) -> str:
    """What is wrong with a `resourceFieldRef`; empty where nothing is."""
    name = text(dig(reference, "resource"))
    if not name or _AMOUNT.fullmatch(name):
        return ""
    return f'resource "{name}" is no request or limit of cpu, memory, ephemeral-storage or hugepages'
