"""Ingress classes that no controller can claim."""

import re
from collections.abc import Iterator

from manifestlint.model.choice import stranger
from manifestlint.model.names import is_dns_subdomain
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.networking._ingress import GROUP

_CONTROLLER: Pointer = ("spec", "controller")
_PARAMETERS: Pointer = ("spec", "parameters")
_PATH = re.compile(r"[A-Za-z0-9/\-._~%!$&'()*+,;=:]+")
_LONGEST = 250


@resource_rule(
    "ingress-class-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("IngressClass",),
)
def ingress_class_invalid(resource: Resource) -> Iterator[Problem]:
    """An IngressClass names a controller without a domain, or parameters of an unclear scope.

    The API server refuses it (Kubernetes `pkg/apis/networking/validation/validation.go`,
    `validateIngressClassSpec` and `validateIngressClassParametersReference`, v1.35). The controller is a
    domain, a slash and a path, as in `k8s.io/ingress-nginx`, at most 250 characters. Parameters of scope
    Namespace need a `namespace`; those of scope Cluster, which is the default, must have none.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group == GROUP:
        yield from refusals(resource, _faults(resource))


def _faults(resource: Resource) -> Iterator[Fault]:
    written = resource.get(*_CONTROLLER)
    if isinstance(resource.get("spec"), dict) and (written is None or isinstance(written, str)):
        domain, _, path = text(written).partition("/")
        if not is_dns_subdomain(domain) or not _PATH.fullmatch(path) or len(text(written)) > _LONGEST:
            reason = f'controller "{text(written)}" is no domain and path, such as example.com/controller'
            yield reason, at(*_CONTROLLER)
    yield from _parameter_faults(resource)


def _parameter_faults(resource: Resource) -> Iterator[Fault]:
    parameters = resource.get(*_PARAMETERS)
    if not isinstance(parameters, dict):
        return
    unknown = stranger(parameters, ("scope",), ("Cluster", "Namespace"))
    if unknown:
        yield f"{unknown}", at(*_PARAMETERS, "scope")
        return
    scope, namespace = text(parameters.get("scope")) or "Cluster", parameters.get("namespace")
    if scope == "Namespace" and namespace is None:
        yield "parameters of scope Namespace need a namespace", at(*_PARAMETERS, "scope")
    elif scope == "Cluster" and isinstance(namespace, str):
        reason = f"parameters of scope Cluster take no namespace, here it is {namespace}"
        yield reason, at(*_PARAMETERS, "namespace")
