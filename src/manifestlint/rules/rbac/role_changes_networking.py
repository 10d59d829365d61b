"""Roles that can redirect traffic."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import WRITING, Power, told

_POWERS = (
    Power(WRITING, "", ("services", "endpoints")),
    Power(WRITING, "networking.k8s.io", ("ingresses", "networkpolicies")),
    Power(WRITING, "discovery.k8s.io", ("endpointslices",)),
)


@bundle_rule(
    "role-changes-networking",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "trivy": "KSV-0056",
    },
)
def role_changes_networking(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to change where traffic goes.

    Who writes Services, EndpointSlices or Ingresses leads requests of others to pods of their own, and who
    writes NetworkPolicies opens what was closed.

    Name with `resourceNames` the objects that it owns; such a rule is no finding.

    It is strict: operators make Services for what they run.
    """
    yield from told(bundle, "change where traffic goes in {}", *_POWERS)
