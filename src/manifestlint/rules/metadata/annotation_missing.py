"""Objects that lack annotations which a team has agreed on."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, option, resource_rule
from manifestlint.rules.metadata._demands import SYNTAX, unmet


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of whom."""

    annotations: tuple[str, ...] = option((), f"What must be there: {SYNTAX}.", format="regex", needed=True)
    kinds: tuple[str, ...] = option((), "Kinds that are asked; every kind where there are none.")


@resource_rule(
    "annotation-missing",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "required-annotation-email",
        "kyverno": "require-annotations",
        "gatekeeper": "K8sRequiredAnnotations",
    },
)
def annotation_missing(resource: Resource, options: Options) -> Iterator[Problem]:
    r"""An object lacks an annotation that the team asks for, or has another value there.

    Such annotations say whom to call, what to charge and what belongs together; an object without them is
    found by nobody. Set the option `annotations`, for instance to `email=^[^@]+@example\.com$`; without it
    the rule says nothing. `kinds` narrows it. The annotations of the object itself count, not those of its
    pods.

    It is strict because only the team knows its annotations.
    """
    if options.annotations and (not options.kinds or resource.id.kind in options.kinds):
        yield from unmet(resource, ("metadata", "annotations"), options.annotations, "annotation")
