"""Ingresses that name their class in the old way."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, key
from manifestlint.rulekit import Fix, Problem, Profile, RemoveKey, Safety, Severity, resource_rule, setting
from manifestlint.rules.networking._ingress import SPEC, is_ingress

_ANNOTATION = "kubernetes.io/ingress.class"
_POINTER = ("metadata", "annotations", _ANNOTATION)


@resource_rule(
    "ingress-class-deprecated",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    kinds=("Ingress",),
)
def ingress_class_deprecated(resource: Resource) -> Iterator[Problem]:
    """An Ingress names its class in the annotation `kubernetes.io/ingress.class`.

    It was never defined by Kubernetes, is deprecated since 1.18, and the API server warns of it (Kubernetes
    docs, "Ingress", deprecated annotation). Each controller reads it as it likes, or not at all.

    Write `spec.ingressClassName` in its place. That is the name of an IngressClass in the cluster, where the
    annotation was only what a controller listened to: look whether there is one of that name. Where both
    are written, `ingress-class-conflicting` tells whether they agree.

    It is strict because most controllers still read it.
    """
    name = resource.annotations.get(_ANNOTATION)
    if name and is_ingress(resource) and not resource.get(*SPEC, "ingressClassName"):
        edits = (setting(resource.data, (*SPEC, "ingressClassName"), name), RemoveKey(_POINTER))
        yield Problem(
            f'{resource.id}: class "{name}" stands in an annotation that controllers need not read',
            at=key(*_POINTER),
            fix=Fix(f"set ingressClassName to {name}, without the annotation", Safety.UNSAFE, edits),
        )
