"""Bindings to what is no role."""

from collections.abc import Iterator

from manifestlint.model.choice import stranger
from manifestlint.model.names import is_path_segment
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mapping
from manifestlint.rulekit import (
    Fault,
    Pointer,
    Problem,
    Profile,
    Safety,
    Severity,
    refusals,
    resource_rule,
    respelt,
)
from manifestlint.rules.rbac._role import BINDINGS, GROUP, is_rbac

_ROLE: Pointer = ("roleRef",)
_KINDS = {"ClusterRoleBinding": ("ClusterRole",), "RoleBinding": ("ClusterRole", "Role")}


@resource_rule(
    "role-binding-role-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=BINDINGS,
)
def role_binding_role_invalid(resource: Resource) -> Iterator[Problem]:
    """A binding's `roleRef` names no role, or one that it cannot bind.

    The API server refuses it (Kubernetes `pkg/apis/rbac/validation/validation.go`, `ValidateRoleBinding`
    and `ValidateClusterRoleBinding`, v1.35). A RoleBinding binds a Role of its namespace or a ClusterRole, a
    ClusterRoleBinding only a ClusterRole. The group is `rbac.authorization.k8s.io`, not the `apiVersion`
    with a version behind it, and the name is not empty.

    A `roleRef` cannot be changed later: a binding to another role must be made anew.

    It is essential: nothing of it reaches the cluster.
    """
    if is_rbac(resource):
        yield from refusals(resource, _faults(resource))


def _faults(resource: Resource) -> Iterator[Fault]:
    role = mapping(resource.get(*_ROLE))
    unknown = stranger(role, ("apiGroup",), (GROUP,)) or stranger(role, ("kind",), _KINDS[resource.id.kind])
    if unknown:
        place = at(*_ROLE, *unknown.pointer)
        yield f"roleRef's {unknown}", place, respelt(unknown, place)
    if role.get("kind") == "":
        yield "roleRef has no kind", at(*_ROLE, "kind")
    name = role.get("name")
    if name == "":
        yield "roleRef has no name", at(*_ROLE, "name")
    elif isinstance(name, str) and not is_path_segment(name):
        yield f'roleRef\'s name "{name}" has "/" or "%" in it, or is "." or ".."', at(*_ROLE, "name")
