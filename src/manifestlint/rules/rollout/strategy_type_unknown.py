"""Workloads whose way of updating does not exist."""

from collections.abc import Iterator

from manifestlint.model.choice import stranger
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Safety, Severity, refused, respelt, workload_rule

_TYPES = {
    "DaemonSet": (("spec", "updateStrategy", "type"), ("RollingUpdate", "OnDelete")),
    "Deployment": (("spec", "strategy", "type"), ("RollingUpdate", "Recreate")),
    "DeploymentConfig": (("spec", "strategy", "type"), ("Rolling", "Recreate", "Custom")),
    "StatefulSet": (("spec", "updateStrategy", "type"), ("RollingUpdate", "OnDelete")),
}


@workload_rule(
    "strategy-type-unknown",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=tuple(_TYPES),
    peers={"kube-linter": "no-rolling-update-strategy"},
)
def strategy_type_unknown(workload: Workload) -> Iterator[Problem]:
    """A workload has an update strategy that its kind does not know.

    The API server refuses it (Kubernetes `pkg/apis/apps/validation/validation.go`,
    `ValidateDeploymentStrategy`, `ValidateDaemonSetUpdateStrategy` and `ValidateStatefulSetSpec`, v1.35).
    A Deployment has `RollingUpdate` and `Recreate`, a StatefulSet and a DaemonSet have `RollingUpdate` and
    `OnDelete`, a DeploymentConfig has `Rolling`, `Recreate` and `Custom` (OpenShift's API reference).

    It is essential: nothing of it reaches the cluster.
    """
    path, known = _TYPES[workload.kind]
    found = stranger(workload.resource.data, path, known)
    if found:
        yield refused(workload, f"{path[1]}.{found}", At(path), fix=respelt(found, At(path)))
