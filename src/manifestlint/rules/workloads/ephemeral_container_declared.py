"""Debugging containers that were written down."""

from collections.abc import Iterator

from manifestlint.model.shape import sequence
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule


@workload_rule(
    "ephemeral-container-declared",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    peers={"kyverno": "block-ephemeral-containers"},
)
def ephemeral_container_declared(workload: Workload) -> Iterator[Problem]:
    """A manifest has ephemeral containers.

    The API server refuses them in a new pod and in every pod template (Kubernetes
    `pkg/apis/core/validation/validation.go`, `ValidatePodCreate` and `ValidatePodTemplateSpec`, v1.35).
    They are added to a running pod, by `kubectl debug`, and end with it. A manifest that was copied from
    the cluster is the usual reason.

    Take the list out; what belongs to the pod is a container or a sidecar.

    It is essential: nothing of it reaches the cluster.
    """
    if sequence(workload.pod.get("ephemeralContainers")):
        place = At((*workload.pod_pointer, "ephemeralContainers"), on="key")
        yield refused(workload, "ephemeralContainers cannot be declared, only added to a running pod", place)
