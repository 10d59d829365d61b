"""Ingresses that send nothing anywhere."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import dig
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.networking._ingress import SPEC, is_ingress, rules


@resource_rule(
    "ingress-rules-missing",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Ingress",),
)
def ingress_rules_missing(resource: Resource) -> Iterator[Problem]:
    """An Ingress has neither rules nor a default backend, or a rule without paths.

    The API server refuses it (Kubernetes `pkg/apis/networking/validation/validation.go`,
    `ValidateIngressSpec` and `validateHTTPIngressRuleValue`, v1.35). A rule may name only a host; where it
    has `http`, that has at least one path.

    Add a rule with a path, or a `defaultBackend` that takes every request.

    It is essential: nothing of it reaches the cluster.
    """
    if not is_ingress(resource):
        return
    if resource.get(*SPEC, "rules") in (None, []) and resource.get(*SPEC, "defaultBackend") is None:
        yield refused(resource, "it has neither rules nor defaultBackend", at(*SPEC))
    for pointer, rule in rules(resource):
        if dig(rule, "http", "paths") == []:
            yield refused(resource, "a rule has no paths", at(*pointer, "http", "paths"))
