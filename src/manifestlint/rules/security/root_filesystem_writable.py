"""Containers that can change their own image."""

from collections.abc import Iterator

from manifestlint.model.security import own_context
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Safety, Severity, container_rule
from manifestlint.rules.security._mend import in_own_context

_FIELD = "readOnlyRootFilesystem"


@container_rule(
    "root-filesystem-writable",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "kube-linter": "no-read-only-root-fs",
        "kube-score": "container-security-context-readonlyrootfilesystem",
        "polaris": "notReadOnlyRootFilesystem",
        "checkov": "CKV_K8S_22",
        "trivy": "KSV-0014",
        "kyverno": "require-ro-rootfs",
        "gatekeeper": "K8sPSPReadOnlyRootFilesystem",
    },
)
def root_filesystem_writable(container: Container) -> Iterator[Problem]:
    """A container may write to its root file system.

    Who breaks into the process can then put programs there and change those that the image brought. With
    `readOnlyRootFilesystem: true` in the container's `securityContext` it can write to its volumes only
    (Kubernetes docs, "Configure a Security Context"). Give it an `emptyDir` for each folder that it writes
    to, such as `/tmp`. A pod has no such setting, and neither has Windows.

    It is strict because many images write somewhere, and do not start until all such folders are found.
    """
    value = own_context(container).get(_FIELD)
    if value is True or container.workload.is_windows:
        return
    if value is None:
        reason, at = f"no {_FIELD}, so the process can change its programs", container.at()
    else:
        reason = f"{_FIELD} is not true, so the process can change its programs"
        at = container.at("securityContext", _FIELD)
    yield Problem(f"{container.title}: {reason}", at, fix=in_own_context(container, True, _FIELD))
