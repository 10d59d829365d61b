"""Containers about whose rights nothing is said."""

from collections.abc import Iterator

from manifestlint.model.security import own_context
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule


@container_rule(
    "container-security-context-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"checkov": "CKV_K8S_30", "trivy": "KSV-0118"},
)
def container_security_context_missing(container: Container) -> Iterator[Problem]:
    """A container has no `securityContext` of its own, or an empty one.

    It then has all capabilities that the runtime gives, may gain rights through set-uid programs, and may
    write to its image: a pod's `securityContext` can say none of that (Kubernetes docs, "Configure a Security
    Context"). Start with `allowPrivilegeEscalation: false`, `capabilities: {drop: [ALL]}` and
    `readOnlyRootFilesystem: true`, and take back what the program fails with.

    Windows pods are not looked at, as none of these settings is theirs.

    It is strict because the rules on the single settings tell what matters.
    """
    if not own_context(container) and not container.workload.is_windows:
        text = f"{container.title}: no securityContext, so it has every right that the runtime gives"
        yield Problem(text, container.at())
