"""Roles that can write roles and bindings."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import WRITING, Power, told

_POWERS = (
    Power(WRITING, "rbac.authorization.k8s.io", ("clusterroles", "clusterrolebindings"), in_namespaces=False),
    Power(WRITING, "rbac.authorization.k8s.io", ("roles", "rolebindings")),
)


@bundle_rule(
    "role-changes-roles",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "trivy": ("KSV-0050", "KSV-0051", "KSV-0052", "KSV-0055"),
    },
)
def role_changes_roles(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to change roles or their bindings.

    They can take rights from others, and give away all that they have, to anyone and for good: what they
    made stays when they are gone (Kubernetes docs, "Using RBAC Authorization", "Privilege escalation
    prevention and bootstrapping"). Who may do what belongs into Git, where it is reviewed.

    It is strict: operators that set up others make roles.
    """
    yield from told(bundle, "change who may do what in {}", *_POWERS)
