"""Selectors that could match nothing, as they are no selectors."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import LABEL_VALUE, QUALIFIED_NAME, is_label_value, is_qualified_name
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mappings, sequence, strings
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.metadata._selectors import label_selectors, plain_selectors


@resource_rule("selector-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def selector_invalid(resource: Resource) -> Iterator[Problem]:
    """A selector has a key, a value or an operator that no label can fulfil.

    The API server refuses it (apimachinery `pkg/apis/meta/v1/validation/validation.go`,
    `ValidateLabelSelector`, v1.35). Keys and values have the grammar of labels. `In` and `NotIn` need
    values, `Exists` and `DoesNotExist` have none, and there are no other operators; `Equals` is written as
    `In` with one value.

    Looked at are the selectors of workloads, Services, NetworkPolicies, PodDisruptionBudgets, claims,
    webhooks, admission policies, ClusterRoles and RuntimeClasses, and those in pods: `nodeSelector`, affinity
    and topology spread.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, labels in plain_selectors(resource):
        yield from refusals(resource, _label_faults(pointer, labels))
    for pointer, selector in label_selectors(resource):
        if isinstance(selector, dict):
            labels = selector.get("matchLabels")
            yield from refusals(resource, _label_faults((*pointer, "matchLabels"), labels))
            for index, item in mappings(selector.get("matchExpressions")):
                yield from refusals(resource, _faults((*pointer, "matchExpressions", index), item))


def _label_faults(pointer: Pointer, labels: Any) -> Iterator[Fault]:
    for key, value in strings(labels).items():
        if not is_qualified_name(key):
            yield f'"{key}" can be the key of no label ({QUALIFIED_NAME})', At((*pointer, key), on="key")
        if not is_label_value(value):
            yield f'{key}: "{value}" can be the value of no label ({LABEL_VALUE})', At((*pointer, key))


def _faults(pointer: Pointer, item: dict[str, Any]) -> Iterator[Fault]:
    key, operator, values = item.get("key"), item.get("operator"), sequence(item.get("values"))
    if isinstance(key, str) and not is_qualified_name(key):
        yield f'"{key}" can be the key of no label ({QUALIFIED_NAME})', At((*pointer, "key"))
    if operator in ("In", "NotIn"):
        if not values:
            yield f"{key}: the operator {operator} needs values", At((*pointer, "operator"))
    elif operator in ("Exists", "DoesNotExist"):
        if values:
            yield f"{key}: the operator {operator} has no values", At((*pointer, "values"), on="key")
    elif isinstance(operator, str):
        known = "In, NotIn, Exists and DoesNotExist"
        yield f'{key}: the operator "{operator}" is not one of {known}', At((*pointer, "operator"))
    for index, value in enumerate(values):
        if isinstance(value, str) and not is_label_value(value):
            reason = f'{key}: "{value}" can be the value of no label ({LABEL_VALUE})'
            yield reason, At((*pointer, "values", index))
