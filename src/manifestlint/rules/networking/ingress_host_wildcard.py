"""Ingresses that take requests for hosts that nobody named."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import text
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.networking._ingress import is_ingress, rules


@resource_rule(
    "ingress-host-wildcard",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("Ingress",),
    peers={
        "kyverno": ("disallow-empty-ingress-host", "restrict-ingress-wildcard"),
        "gatekeeper": "K8sBlockWildcardIngress",
    },
)
def ingress_host_wildcard(resource: Resource) -> Iterator[Problem]:
    """A rule of an Ingress has no host, or one with a wildcard.

    It takes requests for hosts that belong to somebody else: in a shared cluster whoever writes such a rule
    can answer in the name of another team (Kubernetes docs, "Ingress", hostname wildcards). Name the hosts.

    It is strict because a cluster with one tenant may well use it.
    """
    if not is_ingress(resource):
        return
    for pointer, rule in rules(resource):
        host = text(rule.get("host"))
        if "*" in host:
            told = f"{resource.id}: host {host} takes the requests for every such host"
            yield Problem(told, at=at(*pointer, "host"))
        elif not host:
            yield Problem(
                f"{resource.id}: no host, so it takes the requests for all of them", at=at(*pointer)
            )
