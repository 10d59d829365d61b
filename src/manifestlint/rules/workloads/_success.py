"""When an Indexed Job counts as done before all of its pods are."""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.model.shape import integer, mapping, mappings, sequence, text
from manifestlint.rulekit import At, Fault, Pointer

_MOST_RULES = 20
_LONGEST = 65_536
_NUMBER = re.compile(r"[+]?[0-9]+")


def success_faults(pointer: Pointer, policy: Any, completions: int | None) -> Iterator[Fault]:
    """What is wrong with a `successPolicy`.

    Source: Kubernetes `pkg/apis/batch/validation/validation.go`, `validateSuccessPolicyRule` (v1.35).
    """
    rules = mapping(policy).get("rules")
    if mapping(policy) and rules in (None, []):
        yield "a successPolicy needs rules", At(pointer, on="key")
    if len(sequence(rules)) > _MOST_RULES:
        reason = f"there are {len(sequence(rules))} rules of success, and at most {_MOST_RULES} are taken"
        yield reason, At((*pointer, "rules"), on="key")
    for index, rule in mappings(rules):
        yield from _rule_faults((*pointer, "rules", index), rule, completions)


def _rule_faults(pointer: Pointer, rule: dict[str, Any], completions: int | None) -> Iterator[Fault]:
    count, indexes = integer(rule.get("succeededCount")), text(rule.get("succeededIndexes"))
    if rule.get("succeededCount") is None and rule.get("succeededIndexes") is None:
        yield "the rule says neither succeededCount nor succeededIndexes", At(pointer)
    if count is not None and (count < 0 or (completions is not None and count > completions)):
        yield f"succeededCount {count} is not between 0 and completions {completions}", At(pointer)
        return
    if completions is None or not isinstance(rule.get("succeededIndexes"), str):
        return
    reason, total = _read(indexes, completions) if indexes else ("", 0)
    if reason or len(indexes) > _LONGEST:
        told = reason or f"it is longer than {_LONGEST} characters"
        yield f'succeededIndexes "{indexes[:40]}": {told}', At((*pointer, "succeededIndexes"))
    elif count is not None and count > total:
        yield f"succeededCount {count} is more than the {total} succeededIndexes", At(pointer)


def _read(indexes: str, completions: int) -> tuple[str, int]:
    """What is wrong with the indexes, and how many they are (`validateIndexesFormat`, v1.35)."""
    last, total = None, 0
    for part in indexes.split(","):
        bounds = part.split("-")
        if len(bounds) > 2 or not all(_NUMBER.fullmatch(bound) for bound in bounds):
            return f'"{part}" is no index and no range', 0
        low, high = int(bounds[0]), int(bounds[-1])
        if max(low, high) >= completions:
            return f"index {max(low, high)} is not below completions {completions}", 0
        if (last is not None and low <= last) or (len(bounds) > 1 and low >= high):
            return f'"{part}" does not ascend', 0
        last, total = high, total + high - low + 1
    return "", total
