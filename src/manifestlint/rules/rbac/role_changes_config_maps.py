"""Roles that can write all ConfigMaps."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import WRITING, Power, told

_POWERS = (Power(WRITING, "", ("configmaps",)),)


@bundle_rule(
    "role-changes-config-maps",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "trivy": "KSV-0049",
    },
)
def role_changes_config_maps(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to write ConfigMaps, whatever their names.

    ConfigMaps say how other programs run, and some hold scripts that these start.

    Allow `update` and `patch` with `resourceNames` for those that it owns; such a rule is no finding. For the
    election of a leader, use Leases (`coordination.k8s.io`).

    It is strict: operators keep their state in ConfigMaps.
    """
    yield from told(bundle, "write ConfigMaps, by which programs run, in {}", *_POWERS)
