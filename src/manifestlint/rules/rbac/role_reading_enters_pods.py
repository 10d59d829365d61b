"""Roles that look like reading and give a shell."""

from collections.abc import Iterator

from manifestlint.model.rbac import read_grants
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.rbac._role import ROLES, is_rbac

_DOORS = ("pods/exec", "pods/attach")


@resource_rule(
    "role-reading-enters-pods",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    kinds=ROLES,
)
def role_reading_enters_pods(resource: Resource) -> Iterator[Problem]:
    """A role allows `get` on `pods/exec` or `pods/attach`, which runs commands before Kubernetes 1.35.

    A WebSocket begins with a GET, so the API server asked for no more than `get`; since 1.35 it asks for
    `create` as well (Kubernetes pull request 134577, feature gate
    `AuthorizePodWebsocketUpgradeCreatePermission`, on by default). A role that reads everything by
    `resources: ["*"]` is among those.

    List the resources that are to be read. Where `create` is allowed too, `role-enters-pods` tells it.

    It is strict because the roles that read everything are many, and newer clusters are safe.
    """
    if not is_rbac(resource) or resource.on(35):
        return
    for grant in read_grants(resource):
        for door in _DOORS:
            if grant.allows("get", "", door) and not grant.allows("create", "", door):
                index = grant.place_of(door) or 0
                text = (
                    f"{resource.id}: before Kubernetes 1.35, get on {door} is enough to run commands in pods"
                )
                yield Problem(text, at=at(*grant.pointer, "resources", index))
                break
