"""Roles that can widen roles."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import Power, told

_POWERS = (
    Power(("escalate",), "rbac.authorization.k8s.io", ("clusterroles",), in_namespaces=False),
    Power(("escalate",), "rbac.authorization.k8s.io", ("roles",)),
)


@bundle_rule(
    "role-escalates",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"checkov": "CKV_K8S_158", "trivy": "KSV-0050", "kyverno": "restrict-escalation-verbs-roles"},
)
def role_escalates(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to write roles with rights that they do not have.

    The API server lets nobody write a role that allows more than they may do themselves, but with the verb
    `escalate` (Kubernetes docs, "Using RBAC Authorization", "Restrictions on role creation or update").
    Whoever has it, has everything. ClusterRoles are in no namespace, so only a ClusterRoleBinding gives it
    for them.

    Give the rights themselves that the roles shall have, then `escalate` is not needed.

    It is strict: a few operators, such as OLM, need it.
    """
    yield from told(bundle, "give themselves any right in {}", *_POWERS)
