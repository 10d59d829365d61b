"""Priority levels that could not queue requests."""

from collections.abc import Iterator
from math import ceil, log2
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.resource import Resource, at, key
from manifestlint.model.shape import integer, mapping
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.cluster._flow import is_flow

_MOST_QUEUES, _MOST_BITS = 10_000_000, 60
_EXEMPT = "exempt"
_LIMITED: Pointer = ("spec", "limited")
_RESPONSE: Pointer = (*_LIMITED, "limitResponse")


@resource_rule(
    "priority-level-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("PriorityLevelConfiguration",),
)
def priority_level_invalid(resource: Resource) -> Iterator[Problem]:
    """A PriorityLevelConfiguration has fields of another type, or numbers out of range.

    The API server refuses it (Kubernetes `pkg/apis/flowcontrol/validation/validation.go`,
    `ValidatePriorityLevelConfigurationSpec`, v1.35). The type is Limited, with `limited`; Exempt is for the
    level `exempt`. `limited.limitResponse` is Queue, with `queuing`, or Reject. Shares are not negative,
    `lendablePercent` lies between 0 and 100. The hand is not larger than the number of queues, and the hands
    that can be dealt fit into 60 bits: the logarithm of `queues` to base 2, times `handSize`.

    It is essential: nothing of it reaches the cluster.
    """
    if is_flow(resource):
        spec = mapping(resource.get("spec"))
        yield from refusals(resource, _type_faults(resource.id.name, spec))
        for field in ("limited", _EXEMPT):
            yield from refusals(resource, _share_faults(("spec", field), mapping(spec.get(field))))
        if isinstance(spec.get("limited"), dict):
            yield from refusals(resource, _response_faults(mapping(spec["limited"].get("limitResponse"))))


def _type_faults(name: str, spec: dict[str, Any]) -> Iterator[Fault]:
    type_, place = spec.get("type"), at("spec", "type")
    unknown = stranger(spec, ("type",), ("Exempt", "Limited"))
    if unknown:
        yield f"{unknown}", place
    elif (name == _EXEMPT) != (type_ == "Exempt") and type_ in ("Exempt", "Limited"):
        yield f'the type Exempt is for the level "{_EXEMPT}", and for no other', place
    if type_ == "Limited" and spec.get("limited") is None:
        yield "the type is Limited, and there is no limited", place
    for own, other in (("Limited", _EXEMPT), ("Exempt", "limited")):
        if type_ == own and spec.get(other) is not None:
            yield f"the type is {own}, and {other} is given", key("spec", other)


def _share_faults(pointer: Pointer, level: dict[str, Any]) -> Iterator[Fault]:
    for field in ("nominalConcurrencyShares", "borrowingLimitPercent"):
        number = integer(level.get(field))
        if number is not None and number < 0:
            yield f"{field} {number} is negative", at(*pointer, field)
    lent = integer(level.get("lendablePercent"))
    if lent is not None and not 0 <= lent <= 100:
        yield f"lendablePercent {lent} is not between 0 and 100", at(*pointer, "lendablePercent")


def _response_faults(response: dict[str, Any]) -> Iterator[Fault]:
    type_, queuing = response.get("type"), response.get("queuing")
    unknown = stranger(response, ("type",), ("Queue", "Reject"))
    if unknown:
        yield f"limitResponse's {unknown}", at(*_RESPONSE, "type")
    elif not type_:
        yield "limited has no limitResponse.type", at(*_LIMITED)
    elif type_ == "Reject" and queuing is not None:
        yield "limitResponse is Reject, and queuing is given", key(*_RESPONSE, "queuing")
    elif type_ == "Queue" and queuing is None:
        yield "limitResponse is Queue, and there is no queuing", at(*_RESPONSE, "type")
    if type_ == "Queue" and isinstance(queuing, dict):
        yield from _queue_faults(queuing)


def _queue_faults(queuing: dict[str, Any]) -> Iterator[Fault]:
    queues, hand = (_number(queuing.get(field), usual) for field, usual in (("queues", 64), ("handSize", 8)))
    for field in ("queues", "handSize", "queueLengthLimit"):
        number = integer(queuing.get(field))
        if number is not None and number < 0:
            yield f"{field} {number} is negative", at(*_RESPONSE, "queuing", field)
    if queues > _MOST_QUEUES:
        yield f"{queues} queues are more than {_MOST_QUEUES}", at(*_RESPONSE, "queuing", "queues")
    if 0 < queues < hand:
        yield f"handSize {hand} is more than the {queues} queues", at(*_RESPONSE, "queuing")
    elif queues > 0 and hand > 0 and ceil(log2(queues) * hand) > _MOST_BITS:
        bits = ceil(log2(queues) * hand)
        reason = f"{queues} queues and handSize {hand} need {bits} bits, and {_MOST_BITS} is the most"
        yield reason, at(*_RESPONSE, "queuing")


def _number(value: Any, usual: int) -> int:
    return integer(value) or usual
