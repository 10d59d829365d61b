"""Services that can be reached from outside the cluster."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, option, resource_rule
from manifestlint.rules.networking._service import as_service

_EFFECTS = {
    "NodePort": "every node answers for it on a port of its own",
    "LoadBalancer": "it gets an address outside the cluster",
}


@dataclass(frozen=True, slots=True)
class Options:
    """What is not wanted."""

    types: tuple[Literal["NodePort", "LoadBalancer"], ...] = option(
        ("NodePort", "LoadBalancer"), "The types of Service that are told."
    )


@resource_rule(
    "service-exposed",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("Service",),
    peers={
        "kube-linter": "exposed-services",
        "kube-score": "service-type",
        "kyverno": ("restrict-nodeport", "no-loadbalancer-service"),
        "gatekeeper": ("K8sBlockNodePort", "K8sBlockLoadBalancer"),
    },
)
def service_exposed(resource: Resource, options: Options) -> Iterator[Problem]:
    """A Service is of type NodePort or LoadBalancer.

    It is reachable from outside the cluster, past the Ingress or Gateway with its TLS, its rules and its logs
    (Kubernetes docs, "Service"). A NodePort opens the same port on all nodes, a LoadBalancer besides costs
    an address. Leave the type out and put an Ingress or a Gateway in front, or except the few that are the
    way in.

    It is strict because some Service has to be the way in.
    """
    service = as_service(resource)
    if service and service.type in options.types and service.type in _EFFECTS:
        text = f"{resource.id}: type {service.type}, so {_EFFECTS[service.type]}"
        yield Problem(text, at=at("spec", "type"))
