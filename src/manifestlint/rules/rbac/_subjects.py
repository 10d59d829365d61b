"""To whom bindings give roles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from manifestlint.core.words import counted
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings, text
from manifestlint.rulekit import At
from manifestlint.rules.rbac._role import is_rbac

_SYSTEM = "system:"
_OPEN = ("system:authenticated", "system:unauthenticated", "system:anonymous", "system:serviceaccount")
_FOR_EVERYONE = frozenset(
    {
        "system:basic-user",
        "system:discovery",
        "system:public-info-viewer",
        "system:service-account-issuer-discovery",
        "kubeadm:bootstrap-signer-clusterinfo",
    }
)
"""Roles that Kubernetes and kubeadm give to everyone.

Source: Kubernetes docs, "Using RBAC Authorization", "API discovery roles"; `cmd/kubeadm`, v1.35.
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """A user, a group or a service account in a binding."""

    kind: str
    name: str
    namespace: str
    at: At

    @property
    def is_system(self) -> bool:
        """Whether it is a part of the control plane, or of those who stand above all roles.

        `system:` is reserved; of these names, some stand for anyone or for the pods of a namespace.
        """
        return self.kind != "ServiceAccount" and self.name.startswith(_SYSTEM) and not self._is_open

    @property
    def _is_open(self) -> bool:
        return self.name.startswith(_OPEN)

    def __str__(self) -> str:
        name = f"{self.namespace}/{self.name}" if self.namespace else self.name
        return f"{self.kind} {name}"


def subjects(resource: Resource) -> Iterator[Subject]:
    """The subjects of a binding."""
    if is_rbac(resource):
        for index, item in mappings(resource.get("subjects")):
            kind, name, namespace = (text(item.get(field)) for field in ("kind", "name", "namespace"))
            yield Subject(kind, name, namespace, at("subjects", index, "name"))


def named(found: Sequence[Subject]) -> str:
    """The first of them by name, the others by number."""
    more = f" and {counted(len(found) - 1, 'more subject')}" if found[1:] else ""
    return f"{found[0]}{more}"


def is_for_everyone(resource: Resource) -> bool:
    """Whether the role of a binding is one that Kubernetes gives to everyone itself."""
    return text(resource.get("roleRef", "name")) in _FOR_EVERYONE
