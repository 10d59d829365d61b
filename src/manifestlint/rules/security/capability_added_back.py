"""Containers with more than the capability for low ports."""

from collections.abc import Iterator

from manifestlint.model import pod_restricted
from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Safety, Severity, workload_rule
from manifestlint.rules.security._control import told
from manifestlint.rules.security._mend import without


@workload_rule(
    "capability-added-back",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "checkov": "CKV_K8S_25",
        "trivy": "KSV-0106",
        "kyverno": "disallow-capabilities-strict",
        "gatekeeper": "K8sPSPCapabilities",
    },
)
def capability_added_back(workload: Workload) -> Iterator[Problem]:
    """A container is given a capability other than `NET_BIND_SERVICE`.

    The level restricted of the Pod Security Standards lets a container drop everything and take back
    only the right to listen on ports below 1024 (control Capabilities), from 1.25 on not asked of pods
    for Windows. Those that no container has by default are told by `capability-added`, which says more.

    Take it out: `CHOWN` and its like are mostly needed by a start script that changes owners, which
    `fsGroup` does as well.

    It is strict: such a capability is one that containers have by default, and only restricted forbids
    it.
    """
    return told(
        pod_restricted.capability_added_back(workload),
        "a namespace that enforces restricted refuses the pod",
        without,
    )
