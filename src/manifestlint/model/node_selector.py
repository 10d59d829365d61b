"""Terms that choose nodes, in affinity and of PersistentVolumes.

Source: Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateNodeSelectorTerm` (v1.35).
"""

from collections.abc import Iterator
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.affinity import Term
from manifestlint.model.names import QUALIFIED_NAME, is_dns_subdomain, is_label_value, is_qualified_name
from manifestlint.model.shape import mappings, sequence, text


def node_term_faults(term: Term, *, strict: bool) -> Iterator[tuple[str, Pointer]]:
    """What is wrong with the conditions of a term, and where; `strict` says that values must be labels'."""
    pointer, data = term
    for field, judge in (("matchExpressions", _label_fault), ("matchFields", _field_fault)):
        for index, item in mappings(data.get(field)):
            reason = judge(text(item.get("key")), item.get("operator"), len(sequence(item.get("values"))))
            if reason:
                yield reason, (*pointer, field, index)
            names = field == "matchFields"
            for number, value in enumerate(sequence(item.get("values")) if strict or names else ()):
                fits = is_dns_subdomain if names else is_label_value
                if isinstance(value, str) and not fits(value):
                    told = "name of no node" if names else "value of no label"
                    yield f'"{value}" can be the {told}', (*pointer, field, index, "values", number)


def _label_fault(key: str, operator: Any, values: int) -> str:
    if key and not is_qualified_name(key):
        return f'"{key}" can be the key of no label ({QUALIFIED_NAME})'
    match operator:
        case "In" | "NotIn":
            return "" if values else f"{key}: the operator {operator} needs values"
        case "Exists" | "DoesNotExist":
            return f"{key}: the operator {operator} has no values" if values else ""
        case "Gt" | "Lt":
            return "" if values == 1 else f"{key}: the operator {operator} needs exactly one value"
        case str():
            known = "In, NotIn, Exists, DoesNotExist, Gt and Lt"
            return f'{key}: the operator "{operator}" is not one of {known}'
    return ""


def _field_fault(key: str, operator: Any, values: int) -> str:
    if key and key != "metadata.name":
        return f'"{key}" in matchFields is not metadata.name'
    if isinstance(operator, str) and (operator not in {"In", "NotIn"} or values != 1):
        return "metadata.name needs the operator In or NotIn and exactly one value"
    return ""
