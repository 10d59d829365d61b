"""Containers that may run as root."""

from collections.abc import Iterator

from manifestlint.model import pod_restricted
from manifestlint.model.security import effective
from manifestlint.model.shape import integer
from manifestlint.model.violation import Violation
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import Fix, Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import written


@workload_rule(
    "runs-as-root",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "kube-linter": "run-as-non-root",
        "polaris": "runAsRootAllowed",
        "checkov": "CKV_K8S_23",
        "trivy": "KSV-0012",
        "kyverno": "require-run-as-nonroot",
        "gatekeeper": "K8sPSPAllowedUsers",
    },
)
def runs_as_root(workload: Workload) -> Iterator[Problem]:
    """A container may run as root, for nothing forbids it.

    Root in a container is root of the node as soon as it gets out, unless the pod has a user namespace.
    With `runAsNonRoot: true` the kubelet does not start a container that would be root. The level
    restricted of the Pod Security Standards asks for it (control Running as Non-root), from 1.35 on not
    of pods with `hostUsers: false`.

    A container's own setting counts before that of its pod. One that names another user by `runAsUser`,
    or on Windows by `runAsUserName`, is left alone here, though restricted asks for `runAsNonRoot` also
    then; `pod-security-restricted` tells that where a namespace enforces it.

    Write `runAsNonRoot: true` in the `securityContext` of the pod, and a user in the image or by
    `runAsUser`.

    It is strict: the image mostly decides, and no manifest shows it.
    """
    return told(pod_restricted.runs_as_root(workload), "it runs as root if its image says nothing else", _fix)


def _fix(violation: Violation) -> Fix | None:
    """The setting in the pod or container that is told, unless the kubelet would surely refuse it."""
    subject = violation.subject
    if isinstance(subject, Container):
        return None if _is_root(subject) else written(subject.data, subject.pointer, True, "runAsNonRoot")
    if any(map(_is_root, subject.containers())):
        return None
    return written(subject.pod, subject.pod_pointer, True, "runAsNonRoot")


def _is_root(container: Container) -> bool:
    """Whether it names root as its user; other names of Windows users are not told at all."""
    user = effective(container, "runAsUser")
    if user is not None and integer(user.value) == 0:
        return True
    return effective(container, "windowsOptions", "runAsUserName") is not None
