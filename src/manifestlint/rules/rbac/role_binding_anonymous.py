"""Roles for people who have not logged in."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.rbac._role import BINDINGS
from manifestlint.rules.rbac._subjects import is_for_everyone, subjects

_ANONYMOUS = {("User", "system:anonymous"), ("Group", "system:unauthenticated")}


@resource_rule(
    "role-binding-anonymous",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=BINDINGS,
    peers={
        "trivy": "KSV-0122",
        "kyverno": "restrict-binding-system-groups",
        "gatekeeper": "K8sDisallowAnonymous",
    },
)
def role_binding_anonymous(resource: Resource) -> Iterator[Problem]:
    """A binding gives a role to requests that nobody has logged in for.

    The user `system:anonymous` and the group `system:unauthenticated` are everyone who reaches the API
    server (Kubernetes docs, "Authenticating", "Anonymous requests"). Where that is the internet, the internet
    has the role. `system:public-info-viewer`, and the public cluster data that kubeadm gives out, are meant
    for them and no finding.

    Give the role to a service account or a group of people.

    It is recommended because an open API server is one forgotten firewall rule away.
    """
    if is_for_everyone(resource):
        return
    for subject in subjects(resource):
        if (subject.kind, subject.name) in _ANONYMOUS:
            role = resource.get("roleRef", "name")
            text = f"{resource.id}: {subject} is everyone, logged in or not, and has the role {role}"
            yield Problem(text, at=subject.at)
