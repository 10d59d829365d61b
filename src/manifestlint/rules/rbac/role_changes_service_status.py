"""Roles that can redirect traffic by a Service's status."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import Power, told

_POWERS = (Power(("update", "patch"), "", ("services/status",)),)


@bundle_rule(
    "role-changes-service-status",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "checkov": "CKV2_K8S_4",
    },
)
def role_changes_service_status(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to change the status of Services.

    Every node sends the traffic for an address in `status.loadBalancer.ingress` to that Service, whoever owns
    the address: traffic from pods to it can be taken (CVE-2020-8554, which Kubernetes leaves open).

    Only a controller of load balancers needs it.

    It is strict: such controllers are in many repositories.
    """
    yield from told(bundle, "take over traffic to any address in {}", *_POWERS)
