"""Containers that none of Linux' protections is asked for."""

from collections.abc import Iterator

from manifestlint.model.security import effective, own_context
from manifestlint.model.shape import dig
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule

_INHERITED = ("seccompProfile", "appArmorProfile", "seLinuxOptions")
_APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/"


@container_rule(
    "linux-hardening-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"polaris": "linuxHardening"},
)
def linux_hardening_missing(container: Container) -> Iterator[Problem]:
    """A container has no seccomp, AppArmor or SELinux setting, and drops no capability.

    Any of them keeps a process that was taken over from a part of the kernel (Kubernetes docs, "Linux kernel
    security constraints for Pods and containers"). Without a word it depends on the node and its runtime
    whether there is one. A setting of the pod counts for its containers; pods for Windows have none.

    Write `seccompProfile: {type: RuntimeDefault}` in the `securityContext` of the pod, as `seccomp-missing`
    asks for, and drop capabilities.

    It is strict: most public manifests leave all of them out.
    """
    workload = container.workload
    if workload.is_windows or f"{_APP_ARMOR}{container.name}" in workload.pod_annotations:
        return
    if dig(own_context(container), "capabilities", "drop"):
        return
    if all(effective(container, field) is None for field in _INHERITED):
        reason = "no seccomp, AppArmor or SELinux setting and no dropped capability"
        yield Problem(f"{container.title}: {reason}, so only its node protects the kernel", container.at())
