"""Containers that nothing of Linux holds back."""

from collections.abc import Iterator

from manifestlint.model.security import CONTEXT, effective, own_context
from manifestlint.model.shape import mapping
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import Problem, Profile, Severity, container_rule
from manifestlint.rules.security._linux import ALL, capabilities

_APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/"
_UNCONFINED = "Unconfined"


@container_rule(
    "linux-hardening-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"polaris": "linuxHardening"},
)
def linux_hardening_missing(container: Container) -> Iterator[Problem]:
    """A container asks for none of what Linux offers to hold it back.

    That is a seccomp profile, an AppArmor profile, options of SELinux, or dropped capabilities (Kubernetes
    docs, "Linux kernel security constraints for Pods and containers"). What the runtime does by itself
    differs from node to node. `seccompProfile: {type: RuntimeDefault}` for the pod and `capabilities: {drop:
    [ALL]}` for the container fit most programs.

    A profile `Unconfined` does not count, and neither do dropped capabilities where all are added. Windows
    pods are left alone.

    It is strict because the rules on the single settings tell what matters.
    """
    if not container.workload.is_windows and not _is_held(container):
        reason = "no seccomp, AppArmor or SELinux setting and no dropped capability holds it back"
        yield Problem(f"{container.title}: {reason}", container.at())


def _is_held(container: Container) -> bool:
    """Asks first whether anything is said at all, as this is asked of every container."""
    said = own_context(container) or container.workload.pod.get(CONTEXT)
    if said and (_is_confined(container) or _has_dropped(container)):
        return True
    return _APP_ARMOR + container.name in _annotations(container.workload)


def _is_confined(container: Container) -> bool:
    for field in ("seccompProfile", "appArmorProfile"):
        profile = effective(container, field)
        kind = mapping(profile.value).get("type") if profile else None
        if kind and kind != _UNCONFINED:
            return True
    options = effective(container, "seLinuxOptions")
    return bool(options and mapping(options.value))


def _has_dropped(container: Container) -> bool:
    return bool(capabilities(container, "drop")) and ALL not in capabilities(container, "add")


def _annotations(workload: Workload) -> dict[str, object]:
    """Those of its pods, where AppArmor was asked for up to Kubernetes 1.29."""
    return mapping(workload.resource.get(*workload.template, "metadata", "annotations"))
