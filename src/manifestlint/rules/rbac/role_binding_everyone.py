"""Roles for all who have logged in."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.rbac._role import BINDINGS
from manifestlint.rules.rbac._subjects import is_for_everyone, subjects


@resource_rule(
    "role-binding-everyone",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=BINDINGS,
    peers={"trivy": "KSV-01011", "kyverno": "restrict-binding-system-groups"},
)
def role_binding_everyone(resource: Resource) -> Iterator[Problem]:
    """A binding gives a role to the group `system:authenticated`.

    All users and all service accounts are in it, so every pod has the role; on GKE it was everyone with a
    Google account (Google's GKE docs, "Best practices for GKE RBAC"). The roles of discovery that Kubernetes
    itself gives to this group are no finding.

    Give the role to the service accounts and groups that need it.

    It is recommended because no one can say who is in this group.
    """
    if is_for_everyone(resource):
        return
    for subject in subjects(resource):
        if (subject.kind, subject.name) == ("Group", "system:authenticated"):
            role = resource.get("roleRef", "name")
            text = f"{resource.id}: {subject} is every user and every pod, and has the role {role}"
            yield Problem(text, at=subject.at)
