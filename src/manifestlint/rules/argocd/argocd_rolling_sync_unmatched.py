"""Rolling syncs of which a step is empty."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping, mappings, sequence, text
from manifestlint.rulekit import At, Pointer, Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._spec import is_templated, read_spec

_STEPS: Pointer = ("spec", "strategy", "rollingSync", "steps")


@resource_rule(
    "argocd-rolling-sync-unmatched",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("ApplicationSet",),
)
def argocd_rolling_sync_unmatched(resource: Resource) -> Iterator[Problem]:
    """A step of an ApplicationSet's RollingSync can match none of its Applications.

    Steps select by the labels of the generated Applications, that is of `spec.template.metadata.labels`.
    An Application that no step selects "will be excluded from the rolling sync and needs to be manually
    synced", and automated sync is off under RollingSync (Argo CD docs, "Progressive Syncs"). Operators are
    `In` and `NotIn`, nothing else (Argo CD `applicationset/controllers/applicationset_controller.go`,
    `labelMatchedExpression`, v3.1).

    Add the label to the template, or mend the step. Labels whose value a generator gives are taken to match.

    It is recommended, not essential, because the feature must be switched on in the controller.
    """
    spec = read_spec(resource)
    if resource.id.group != ARGOCD_GROUP or spec is None or not spec.complete:
        return
    if resource.get("spec", "strategy", "type") != "RollingSync":
        return
    labels = mapping(resource.get("spec", "template", "metadata", "labels"))
    if any(is_templated(name) for name in labels):
        return
    for index, step in mappings(resource.get(*_STEPS)):
        for item, expression in mappings(step.get("matchExpressions")):
            reason = _fault(expression, labels)
            if reason:
                place = At((*_STEPS, index, "matchExpressions", item))
                yield Problem(f"{resource.id}: the step matches no Application: {reason}", at=place)


def _fault(expression: dict[str, Any], labels: dict[str, Any]) -> str | None:
    name, operator = text(expression.get("key")), expression.get("operator")
    if operator not in {"In", "NotIn"}:
        return f"the operator is In or NotIn, and not {operator!r}"
    if operator == "NotIn":
        return None
    if name not in labels:
        return f"the template has no label {name!r}"
    value = labels[name]
    if is_templated(value) or value in sequence(expression.get("values")):
        return None
    return f"the template's label {name!r} is {value!r}"
