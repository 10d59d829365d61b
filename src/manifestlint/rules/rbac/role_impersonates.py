"""Roles that can act as others."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import Power, told

_POWERS = (
    Power(("impersonate",), "", ("users", "groups"), in_namespaces=False),
    Power(("impersonate",), "", ("serviceaccounts",)),
)


@bundle_rule(
    "role-impersonates",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "checkov": "CKV2_K8S_3",
        "trivy": "KSV-0043",
    },
)
def role_impersonates(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to act as other users, groups or service accounts.

    The API server then judges by the rights of the other one, the group `system:masters` included (Kubernetes
    docs, "User impersonation"). Users and groups are in no namespace, so only a ClusterRoleBinding gives
    them; service accounts also a RoleBinding.

    Name with `resourceNames` whom it may act as; such a rule is no finding.

    It is strict: proxies that log in people work this way.
    """
    yield from told(bundle, "act as anyone in {}", *_POWERS)
