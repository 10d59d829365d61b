"""Containers that keep the capabilities of their runtime."""

from collections.abc import Iterator

from manifestlint.model import pod_restricted
from manifestlint.model.violation import Violation
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import Fix, Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import in_own_context


@workload_rule(
    "capabilities-not-dropped",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "polaris": "insecureCapabilities",
        "checkov": ("CKV_K8S_28", "CKV_K8S_37"),
        "trivy": ("KSV-0003", "KSV-0004", "KSV-0106", "KSV-0119"),
        "kyverno": ("disallow-capabilities-strict", "drop-all-capabilities"),
        "gatekeeper": "K8sPSPCapabilities",
    },
)
def capabilities_not_dropped(workload: Workload) -> Iterator[Problem]:
    """A container does not drop all capabilities.

    By default a container that runs as root may change owners, open raw sockets and make device files.
    Most programs need none of it. The level restricted of the Pod Security Standards asks to drop `ALL`
    (control Capabilities), from 1.25 on not of pods for Windows, which have none. `all` in small
    letters works too, though the standard does not take it.

    Write `capabilities: {drop: [ALL]}` in each container's `securityContext`; the pod has no such
    field. What is really needed comes back by `add`.

    It is strict: most public manifests leave it out, and programs that do not run as root lose little.
    """
    return told(
        pod_restricted.capabilities_not_dropped(workload), "it keeps those that runtimes give to root", _fix
    )


def _fix(violation: Violation) -> Fix | None:
    container = violation.subject
    if not isinstance(container, Container):
        return None
    return in_own_context(container, ["ALL"], "capabilities", "drop")
