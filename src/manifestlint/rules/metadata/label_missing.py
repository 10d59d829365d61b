"""Objects that lack labels which a team has agreed on."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, option, resource_rule
from manifestlint.rules.metadata._demands import SYNTAX, unmet


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of whom."""

    labels: tuple[str, ...] = option((), f"What must be there: {SYNTAX}.", format="regex", needed=True)
    kinds: tuple[str, ...] = option((), "Kinds that are asked; every kind where there are none.")


@resource_rule(
    "label-missing",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "required-label-owner",
        "kyverno": "require-labels",
        "gatekeeper": "K8sRequiredLabels",
    },
)
def label_missing(resource: Resource, options: Options) -> Iterator[Problem]:
    """An object lacks a label that the team asks for, or has another value there.

    Such labels say whom to call, what to charge and what belongs together; an object without them is
    found by nobody. Set the option `labels`, for instance to `owner` and `team=^[a-z]+$`; without it
    the rule says nothing. `kinds` narrows it. The labels of the object itself count, not those of its pods.

    It is strict because only the team knows its labels.
    """
    if options.labels and (not options.kinds or resource.id.kind in options.kinds):
        yield from unmet(resource, ("metadata", "labels"), options.labels, "label")
