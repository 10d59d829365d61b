"""Roles that can hand out roles."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import Power, told

_POWERS = (
    Power(("bind",), "rbac.authorization.k8s.io", ("clusterroles", "roles"), names=("", "cluster-admin")),
)


@bundle_rule(
    "role-binds-roles",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "checkov": ("CKV_K8S_157", "CKV2_K8S_1"),
        "trivy": ("KSV-0051", "KSV-0052"),
        "kyverno": "restrict-escalation-verbs-roles",
    },
)
def role_binds_roles(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to bind roles whose rights they do not have.

    The API server lets nobody give away more than they have, but with the verb `bind` on `roles` or
    `clusterroles` (Kubernetes docs, "Using RBAC Authorization", "Restrictions on role binding creation or
    update"). With the right to make bindings, this leads to `cluster-admin`. On `rolebindings` the verb means
    nothing: it is asked of the role.

    Name with `resourceNames` the roles that may be bound; only `cluster-admin` among these is a finding.

    It is strict: what sets up namespaces for teams needs it.
    """
    yield from told(bundle, "bind any role in {}", *_POWERS)
