"""Volumes that reach past the storage drivers."""

from collections.abc import Iterator

from manifestlint.model import pod_restricted
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Severity, workload_rule
from manifestlint.rules.security._control import told


@workload_rule(
    "volume-type-forbidden",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "trivy": "KSV-0028",
        "kyverno": "restrict-volume-types",
        "gatekeeper": "K8sPSPVolumeTypes",
    },
)
def volume_type_forbidden(workload: Workload) -> Iterator[Problem]:
    """A volume is of a type that restricted pods may not have.

    The level restricted of the Pod Security Standards admits `configMap`, `csi`, `downwardAPI`,
    `emptyDir`, `ephemeral`, `image`, `persistentVolumeClaim`, `projected` and `secret` (control Volume
    Types). The others name disks and servers in the pod itself, so whoever may write pods may mount
    them.

    Declare a PersistentVolume of that type once, and claim it.

    It is strict: `nfs` and the like work, and only some clusters forbid them.
    """
    return told(
        pod_restricted.volume_type_forbidden(workload), "a namespace that enforces restricted refuses the pod"
    )
