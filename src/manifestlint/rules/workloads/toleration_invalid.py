"""Tolerations that can match no taint."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import Stranger
from manifestlint.model.names import (
    LABEL_VALUE,
    QUALIFIED_NAME,
    is_label_value,
    is_qualified_name,
)
from manifestlint.model.shape import integer, mappings, text
from manifestlint.model.workload import Workload
from manifestlint.rulekit import (
    At,
    Fault,
    Pointer,
    Problem,
    Profile,
    Safety,
    Severity,
    refusals,
    respelt,
    workload_rule,
)

_OPERATORS = ("Equal", "Exists")
_COMPARING = ("Lt", "Gt")
_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")


@workload_rule(
    "toleration-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1", fix=Safety.SAFE
)
def toleration_invalid(workload: Workload) -> Iterator[Problem]:
    """A toleration combines fields that exclude each other, or has an impossible word.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateTolerations`,
    v1.35). The operator is `Equal` where it is left out, and without a `key` it must be `Exists`. `Exists`
    has no `value`. `tolerationSeconds` needs the effect `NoExecute`, as nothing else ends a running pod.
    Key and value have the grammar of labels. `Lt` and `Gt` are refused unless the feature gate
    TaintTolerationComparisonOperators is on, which it is by default in no version up to v1.37.

    It is essential: nothing of it reaches the cluster.
    """
    for index, toleration in mappings(workload.pod.get("tolerations")):
        pointer = (*workload.pod_pointer, "tolerations", index)
        yield from refusals(workload, _faults(toleration, pointer))


def _faults(toleration: dict[str, Any], pointer: Pointer) -> Iterator[Fault]:
    key, value = text(toleration.get("key")), text(toleration.get("value"))
    operator, effect = text(toleration.get("operator")), text(toleration.get("effect"))
    if operator in _COMPARING:
        gate = "TaintTolerationComparisonOperators"
        yield f"operator {operator} needs the feature gate {gate}, off by default", At((*pointer, "operator"))
    elif operator and operator not in _OPERATORS:
        place = At((*pointer, "operator"))
        fix = respelt(Stranger(place.pointer, operator, _OPERATORS), place)
        yield f'operator "{operator}" is not Equal or Exists', place, fix
    elif not key and operator != "Exists":
        told = f"operator {operator or 'Equal (the default)'} needs a key"
        yield f"{told}, only Exists goes without one", At(pointer)
    if key and not is_qualified_name(key):
        yield f'"{key}" can be the key of no taint ({QUALIFIED_NAME})', At((*pointer, "key"))
    if operator == "Exists" and value:
        yield f'operator Exists asks for no value, and "{value}" is given', At((*pointer, "value"))
    elif operator in ("", "Equal") and not is_label_value(value):
        yield f'"{value}" can be the value of no taint ({LABEL_VALUE})', At((*pointer, "value"))
    if effect and effect not in _EFFECTS:
        place = At((*pointer, "effect"))
        fix = respelt(Stranger(place.pointer, effect, _EFFECTS), place)
        yield f'effect "{effect}" is not one of {", ".join(_EFFECTS)}', place, fix
    elif integer(toleration.get("tolerationSeconds")) is not None and effect != "NoExecute":
        told = f"effect {effect}" if effect else "no effect"
        reason = f"tolerationSeconds with {told}, and only NoExecute ends a running pod"
        yield reason, At((*pointer, "tolerationSeconds"))
