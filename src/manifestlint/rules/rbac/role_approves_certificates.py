"""Roles that can approve certificates for any user."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import Power, told

_POWERS = (
    Power(
        ("approve",),
        "certificates.k8s.io",
        ("signers",),
        in_namespaces=False,
        names=("", "kubernetes.io/*", "kubernetes.io/kube-apiserver-client"),
    ),
)


@bundle_rule(
    "role-approves-certificates",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"checkov": "CKV_K8S_156", "kyverno": "restrict-clusterrole-csr"},
)
def role_approves_certificates(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to approve certificates of the cluster's own signers.

    Who can ask for a certificate and approve it has a login of any name, in any group but `system:masters`,
    and no certificate can be revoked (Kubernetes docs, "Certificates and Certificate Signing Requests" and
    "Role Based Access Control Good Practices", "CSRs and certificate issuing").

    Name the own signers with `resourceNames`, as in `example.com/*`; such a rule is no finding.

    It is strict: what brings nodes into the cluster needs it.
    """
    yield from told(bundle, "make themselves a login of any name for {}", *_POWERS)
