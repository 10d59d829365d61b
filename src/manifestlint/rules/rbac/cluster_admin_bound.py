"""Bindings of the role that may do everything."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.rbac._role import BINDINGS
from manifestlint.rules.rbac._subjects import named, subjects


@resource_rule(
    "cluster-admin-bound",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=BINDINGS,
    peers={
        "kube-linter": "cluster-admin-role-binding",
        "polaris": ("clusterrolebindingClusterAdmin", "rolebindingClusterAdminClusterRole"),
        "trivy": "KSV-0111",
        "kyverno": "restrict-binding-clusteradmin",
    },
)
def cluster_admin_bound(resource: Resource) -> Iterator[Problem]:
    """A binding gives someone the ClusterRole `cluster-admin`.

    It allows everything, on every object: all Secrets, all roles, all nodes; a RoleBinding the same in its
    namespace, the namespace itself included (Kubernetes docs, "Using RBAC Authorization", "User-facing
    roles"). A program that has it hands the cluster to whoever breaks into it.

    Bind a role with what is needed. Subjects of the control plane, as in the binding that Kubernetes brings,
    are no finding.

    It is recommended because hardly anything needs it for good; what does is worth an exception with a
    reason.
    """
    if resource.get("roleRef", "kind") != "ClusterRole" or resource.get("roleRef", "name") != "cluster-admin":
        return
    strangers = [subject for subject in subjects(resource) if not subject.is_system]
    if strangers:
        where = "its namespace" if resource.id.kind == "RoleBinding" else "the cluster"
        text = f"{resource.id}: cluster-admin lets {named(strangers)} do everything in {where}"
        yield Problem(text, at=at("roleRef", "name"))
