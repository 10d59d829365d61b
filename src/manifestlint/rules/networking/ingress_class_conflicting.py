"""Ingresses that name two classes."""

from collections.abc import Iterator

from manifestlint.model.names import DNS_SUBDOMAIN, is_dns_subdomain
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import text
from manifestlint.rulekit import (
    Fix,
    Problem,
    Profile,
    Related,
    RemoveKey,
    Safety,
    Severity,
    refused,
    resource_rule,
)
from manifestlint.rules.networking._ingress import SPEC, is_ingress

_ANNOTATION = "kubernetes.io/ingress.class"


@resource_rule(
    "ingress-class-conflicting",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.UNSAFE,
    kinds=("Ingress",),
)
def ingress_class_conflicting(resource: Resource) -> Iterator[Problem]:
    """An Ingress names one class in the old annotation and another in `ingressClassName`.

    The API server refuses to create it (Kubernetes `pkg/apis/networking/validation/validation.go`,
    `ValidateIngressCreate`, v1.35), though it lets one pass that exists already: the first sync into a new
    cluster fails. Also told is an `ingressClassName` that no IngressClass can have.

    Take out the annotation `kubernetes.io/ingress.class`. The same class in both is taken.

    It is essential: nothing of it reaches a new cluster.
    """
    if not is_ingress(resource):
        return
    written, place = resource.get(*SPEC, "ingressClassName"), at(*SPEC, "ingressClassName")
    annotation = resource.annotations.get(_ANNOTATION)
    if isinstance(written, str) and annotation is not None and annotation != written:
        first = Related("and here", at("metadata", "annotations", _ANNOTATION))
        reason = f'ingressClassName is "{written}", but annotation {_ANNOTATION} is "{annotation}"'
        fix = Fix("remove the annotation", Safety.UNSAFE, (RemoveKey(first.at.pointer),))
        yield refused(resource, reason, place, first, fix=fix)
    if isinstance(written, str) and not is_dns_subdomain(text(written)):
        yield refused(resource, f'ingressClassName "{written}" is no name ({DNS_SUBDOMAIN})', place)
