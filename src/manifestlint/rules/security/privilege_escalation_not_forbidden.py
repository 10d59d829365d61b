"""Containers whose processes may gain privileges."""

from collections.abc import Iterator

from manifestlint.model import pod_restricted
from manifestlint.model.violation import Violation
from manifestlint.model.workload import Container, Workload
from manifestlint.rulekit import Fix, Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import without_escalation


@workload_rule(
    "privilege-escalation-not-forbidden",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "polaris": "privilegeEscalationAllowed",
        "checkov": "CKV_K8S_20",
        "trivy": "KSV-0001",
        "kyverno": "disallow-privilege-escalation",
        "gatekeeper": "K8sPSPAllowPrivilegeEscalationContainer",
    },
)
def privilege_escalation_not_forbidden(workload: Workload) -> Iterator[Problem]:
    """A container does not say `allowPrivilegeEscalation: false`.

    What is left out counts as true (Kubernetes docs, "Configure a Security Context"). With `false` the
    kernel's `no_new_privs` holds, and `sudo` and its like give nothing. The level restricted of the Pod
    Security Standards asks for it (control Privilege Escalation), from 1.25 on not of pods for Windows,
    which have no such setting.

    Write `allowPrivilegeEscalation: false` in each container's `securityContext`; the pod has no such
    field.

    It is strict: most public manifests leave it out, and programs that do not run as root lose little.
    """
    return told(
        pod_restricted.privilege_escalation_not_forbidden(workload),
        "a set-user-id program in its image gives root",
        _fix,
    )


def _fix(violation: Violation) -> Fix | None:
    return without_escalation(violation.subject) if isinstance(violation.subject, Container) else None
