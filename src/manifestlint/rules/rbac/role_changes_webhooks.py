"""Roles that can change admission webhooks."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import WRITING, Power, told

_POWERS = (
    Power(
        WRITING,
        "admissionregistration.k8s.io",
        ("mutatingwebhookconfigurations", "validatingwebhookconfigurations"),
        in_namespaces=False,
    ),
)


@bundle_rule(
    "role-changes-webhooks",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "checkov": "CKV_K8S_155",
        "trivy": "KSV-0114",
        "kyverno": "restrict-clusterrole-mutating-validating-admission-webhooks",
    },
)
def role_changes_webhooks(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to change admission webhooks.

    A webhook sees every object that it asks for, Secrets included, and a mutating one changes them; who
    deletes one switches off what guards the cluster (Kubernetes docs, "Role Based Access Control Good
    Practices", "Control admission webhooks").

    Name with `resourceNames` the configurations that it owns; such a rule is no finding.

    It is strict: operators write their own CA into their webhooks.
    """
    yield from told(bundle, "read and change every object that is written in {}", *_POWERS)
