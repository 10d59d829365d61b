"""Annotations and labels by which something fills an object, or copies it to other namespaces.

Source: the README of kubernetes-replicator, kubernetes-secret-generator, Reflector and config-syncer;
OpenShift docs, "Certificate injection using Operators" and "Add service certificates"; sops-secrets-operator
`api/v1alpha3/sopssecret_types.go`.
"""

from collections.abc import Iterable

from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping

_TOKEN = "kubernetes.io/service-account-token"  # noqa: S105 - the name of a type
_COPIERS = (
    "reflector.v1.k8s.emberstack.com/reflection-auto-",
    "replicator.v1.mittwald.de/replicate-to",
    "kubed.appscode.com/sync",
)
_FILLERS = (
    "config.openshift.io/inject-trusted-cabundle",
    "kubernetes.io/service-account.name",
    "reflector.v1.k8s.emberstack.com/reflects",
    "replicator.v1.mittwald.de/replicate-from",
    "secret-generator.v1.mittwald.de/",
    "service.alpha.openshift.io/inject-cabundle",
    "service.beta.openshift.io/inject-cabundle",
    "sopssecret/managed",
)


def is_filled(resource: Resource) -> bool:
    """Whether something adds to a ConfigMap or Secret what is not written in it.

    Annotations and labels of OpenShift's CA injection, kubernetes-replicator, kubernetes-secret-generator,
    Reflector and sops-secrets-operator; a Secret for an account's token.
    """
    names = {*mapping(resource.get("metadata", "annotations")), *mapping(resource.get("metadata", "labels"))}
    return resource.get("type") == _TOKEN or starts(names, _FILLERS)


def is_copied(resource: Resource, *template: str) -> bool:
    """Whether something copies it to other namespaces; `template` is where the metadata of what is made of it
    stands."""
    return starts(mapping(resource.get(*(template or ("metadata",)), "annotations")), _COPIERS)


def starts(names: Iterable[object], prefixes: tuple[str, ...]) -> bool:
    """Whether one of the names begins so."""
    return any(isinstance(name, str) and name.startswith(prefixes) for name in names)
