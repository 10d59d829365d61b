"""Annotations that a team does not want."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, option, resource_rule
from manifestlint.rules.metadata._demands import demands


@dataclass(frozen=True, slots=True)
class Options:
    """What must not be there."""

    annotations: tuple[str, ...] = option(
        (),
        "What is forbidden: `key` with any value, `key=expression` where the value contains a match of the "
        "regular expression, `key!=expression` where it contains none.",
        format="regex",
        needed=True,
    )
    kinds: tuple[str, ...] = option((), "Kinds that are looked at; every kind where there are none.")


@resource_rule(
    "annotation-forbidden",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": (
            "forbidden-annotation",
            "forbid-annotation-reloader-stakater-auto",
            "invalid-irsa-role",
        ),
    },
)
def annotation_forbidden(resource: Resource, options: Options) -> Iterator[Problem]:
    r"""An object has an annotation, or a value of one, that the team forbids.

    Annotations switch controllers on: one that restarts pods, opens a load balancer to the world or gives
    a role of the cloud is as much as a field. Set the option `annotations`, for instance to
    `reloader.stakater.com/auto=^true$`, or to `eks.amazonaws.com/role-arn!=^arn:aws:iam::\d{12}:role/` where
    other values are forbidden; without it the rule says nothing. `kinds` narrows it.

    It is strict because only the team knows what it does not want.
    """
    if not options.annotations or (options.kinds and resource.id.kind not in options.kinds):
        return
    annotations = resource.annotations
    for demand in demands(options.annotations):
        value = annotations.get(demand.key)
        if value is not None and demand.meets(value):
            text = f'{resource.id}: annotation {demand.key} "{value}" is forbidden'
            yield Problem(text, at=at("metadata", "annotations", demand.key))
