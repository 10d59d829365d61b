"""Roles without a limit."""

from collections.abc import Iterator

from manifestlint.model.rbac import read_grants
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.rbac._role import ROLES, is_rbac


@resource_rule(
    "role-allows-everything",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=ROLES,
    peers={
        "kube-linter": "wildcard-in-rules",
        "polaris": (
            "clusterrolebindingClusterAdmin",
            "rolebindingClusterAdminClusterRole",
            "rolebindingClusterAdminRole",
        ),
        "checkov": "CKV_K8S_49",
        "trivy": ("KSV-0044", "KSV-0046", "KSV-0112"),
    },
)
def role_allows_everything(resource: Resource) -> Iterator[Problem]:
    """A rule of a role allows all verbs on all resources of all API groups.

    Who holds it may read every Secret and write every role and, with `*` for the verbs, needs not even what
    it gives away; a new API is covered from its first day (Kubernetes docs, "Role Based Access Control Good
    Practices", "Least privilege"). In a Role this ends at the namespace.

    List the groups, resources and verbs that are used. `resourceNames` limit a rule too.

    It is recommended because it makes every other role pointless; the role `cluster-admin` itself, where
    somebody keeps it in Git, is no finding.
    """
    if not is_rbac(resource) or resource.id.name == "cluster-admin":
        return
    for grant in read_grants(resource):
        if grant.allows_everything:
            where = "its namespace" if resource.id.kind == "Role" else "the cluster"
            text = f"{resource.id}: who holds it can do everything in {where}"
            yield Problem(text, at=at(*grant.pointer))
