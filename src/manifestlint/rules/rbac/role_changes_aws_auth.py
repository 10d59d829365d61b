"""Roles that can log in anyone to EKS."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import Power, told

_POWERS = (Power(("update", "patch", "delete"), "", ("configmaps",), names=("aws-auth",)),)


@bundle_rule(
    "role-changes-aws-auth",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "trivy": "KSV-0115",
    },
)
def role_changes_aws_auth(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to change the ConfigMap `aws-auth`.

    On EKS it says which AWS identities are who in the cluster, `system:masters` included (EKS user guide,
    "Grant IAM users access to Kubernetes with a ConfigMap"). Use access entries instead, which are guarded by
    IAM. Rules for all ConfigMaps are told by `role-changes-config-maps`.

    It is strict: what joins nodes to an EKS cluster needs it.
    """
    yield from told(bundle, "make any AWS identity an administrator", *_POWERS)
