"""Pods about whose rights nothing is said."""

from collections.abc import Iterator

from manifestlint.model.security import CONTEXT, own_context
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, workload_rule


@workload_rule(
    "pod-security-context-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"checkov": "CKV_K8S_29", "trivy": "KSV-0118"},
)
def pod_security_context_missing(workload: Workload) -> Iterator[Problem]:
    """A pod has no `securityContext`, and one of its containers has none either.

    That container runs as the user of its image, often root, without a seccomp profile (Kubernetes docs,
    "Configure a Security Context"; "Seccomp"). Start with `runAsNonRoot: true` and `seccompProfile: {type:
    RuntimeDefault}` for the whole pod, which hold for every container that does not say otherwise.

    Windows pods are not looked at.

    It is strict because the rules on the single settings tell what matters.
    """
    if workload.pod.get(CONTEXT) or workload.is_windows:
        return
    bare = next((each for each in workload.containers() if not own_context(each)), None)
    if bare is not None:
        text = f"{workload.resource.id}: no securityContext for the pod, and none for {bare} either"
        yield Problem(text, At(workload.pod_pointer, on="key"))
