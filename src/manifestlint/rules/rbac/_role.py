"""Roles and their bindings as the API server reads them."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import mappings
from manifestlint.rulekit import Pointer

GROUP = "rbac.authorization.k8s.io"
ROLES = ("ClusterRole", "Role")
BINDINGS = ("ClusterRoleBinding", "RoleBinding")


def is_rbac(resource: Resource) -> bool:
    """Whether this is of Kubernetes' own RBAC, and not of OpenShift's or another project's."""
    return resource.id.group == GROUP


def rules(resource: Resource) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """The rules of a role, each with its place."""
    if is_rbac(resource):
        for index, rule in mappings(resource.get("rules")):
            yield ("rules", index), rule
