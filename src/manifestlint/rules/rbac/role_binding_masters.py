"""Bindings of the group that is above all roles."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.rbac._role import BINDINGS
from manifestlint.rules.rbac._subjects import subjects


@resource_rule(
    "role-binding-masters",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=BINDINGS,
    peers={"trivy": "KSV-0123", "kyverno": "restrict-binding-system-groups"},
)
def role_binding_masters(resource: Resource) -> Iterator[Problem]:
    """A binding names the group `system:masters`.

    Its members may do everything without any role, and taking away their bindings takes nothing from them
    (Kubernetes docs, "Role Based Access Control Good Practices", "Least privilege"). So the binding does
    nothing, and whoever wrote it has people in that group, or thinks that the role limits them. The binding
    `cluster-admin`, which Kubernetes makes itself, is no finding.

    Give people a group of their own, and bind that.

    It is recommended because the group cannot be controlled by anything in Git.
    """
    if (resource.id.kind, resource.id.name) == ("ClusterRoleBinding", "cluster-admin"):
        return
    for subject in subjects(resource):
        if (subject.kind, subject.name) == ("Group", "system:masters"):
            text = f"{resource.id}: {subject} may do everything already, no role limits it"
            yield Problem(text, at=subject.at)
