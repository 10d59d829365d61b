"""Roles that can read all Secrets."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import Power, told

_POWERS = (Power(("get", "list", "watch"), "", ("secrets",)),)


@bundle_rule(
    "role-reads-secrets",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "access-to-secrets",
        "checkov": "CKV2_K8S_5",
        "trivy": ("KSV-0041", "KSV-0113"),
        "kyverno": "restrict-secret-role-verbs",
    },
)
def role_reads_secrets(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to read every Secret.

    Secrets hold the passwords and keys of other programs, and in older clusters the tokens of service
    accounts: who reads them acts as all of these (Kubernetes docs, "Role Based Access Control Good
    Practices"). `list` and `watch` give the contents too, not only the names.

    Allow `get` with `resourceNames` for the Secrets that are needed; such a rule is no finding.

    It is strict: operators that make or copy Secrets need this.
    """
    yield from told(bundle, "read every Secret of {}", *_POWERS)
