"""Pods with nothing in them."""

from collections.abc import Iterator

from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule


@workload_rule("containers-missing", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def containers_missing(workload: Workload) -> Iterator[Problem]:
    """A pod's list of containers is empty.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateContainers`,
    v1.35): a pod needs a container beside its init containers. A template whose loop had nothing to go
    through is the usual reason.

    It is essential: nothing of it reaches the cluster.
    """
    if workload.pod.get("containers") == []:
        yield refused(workload, "its pods have no containers", At((*workload.pod_pointer, "containers")))
