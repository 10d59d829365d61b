"""Bindings of roles to nobody."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.names import DNS_SUBDOMAIN, is_dns_subdomain
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings, text
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

_ACCOUNT = "ServiceAccount"
_KINDS = (_ACCOUNT, "User", "Group")


@resource_rule(
    "role-binding-subject-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=BINDINGS,
)
def role_binding_subject_invalid(resource: Resource) -> Iterator[Problem]:
    """A binding's subject is of no kind that can be bound, or is named in the wrong way.

    The API server refuses it (Kubernetes `pkg/apis/rbac/validation/validation.go`,
    `ValidateRoleBindingSubject`, v1.35). A subject is a ServiceAccount, a User or a Group. A ServiceAccount
    has no `apiGroup`, and needs a `namespace` in a ClusterRoleBinding; the group of a User or Group is
    `rbac.authorization.k8s.io`, which may be left out.

    A ServiceAccount without a namespace in a RoleBinding is taken by the server.

    It is essential: nothing of it reaches the cluster.
    """
    if is_rbac(resource):
        for index, subject in mappings(resource.get("subjects")):
            yield from refusals(resource, _faults(resource, ("subjects", index), subject))


def _faults(resource: Resource, pointer: Pointer, subject: dict[str, Any]) -> Iterator[Fault]:
    kind, name, group = text(subject.get("kind")), subject.get("name"), text(subject.get("apiGroup"))
    unknown = stranger(subject, ("kind",), _KINDS)
    if unknown or subject.get("kind") == "":
        place = at(*pointer, "kind")
        yield f"a subject's {unknown or 'kind is empty'}", place, respelt(unknown, place)
        return
    if name == "":
        yield "a subject has no name", at(*pointer, "name")
    if kind == _ACCOUNT:
        if isinstance(name, str) and name and not is_dns_subdomain(name):
            yield f'"{name}" is no name of a ServiceAccount ({DNS_SUBDOMAIN})', at(*pointer, "name")
        if group:
            yield f'a ServiceAccount is of group "", not {group}', at(*pointer, "apiGroup")
        if resource.id.kind == "ClusterRoleBinding" and subject.get("namespace") in (None, ""):
            yield f"ServiceAccount {name} has no namespace", at(*pointer)
    elif kind and group and group != GROUP:
        yield f"a {kind} is of group {GROUP}, not {group}", at(*pointer, "apiGroup")
