"""Roles that can write all Secrets."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import WRITING, Power, told

_POWERS = (Power(WRITING, "", ("secrets",)),)


@bundle_rule(
    "role-changes-secrets",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "trivy": ("KSV-0041", "KSV-0113"),
    },
)
def role_changes_secrets(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to write Secrets, whatever their names.

    Who changes a Secret decides with which keys and passwords other programs run, and who makes one of type
    `kubernetes.io/service-account-token` asks for a token of any account of the namespace (Kubernetes docs,
    "Role Based Access Control Good Practices" and "Managing Service Accounts").

    Allow `update` and `patch` with `resourceNames` for the Secrets that it owns; such a rule is no finding.

    It is strict: operators that make Secrets need this.
    """
    yield from told(bundle, "write Secrets in {}", *_POWERS)
