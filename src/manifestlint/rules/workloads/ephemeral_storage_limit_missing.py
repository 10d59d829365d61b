"""Containers that may fill the disk of a node."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.workloads._amounts import unset


@bundle_rule(
    "ephemeral-storage-limit-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-score": "container-ephemeral-storage-request-and-limit",
        "gatekeeper": "K8sContainerEphemeralStorageLimit",
    },
)
def ephemeral_storage_limit_missing(bundle: Bundle) -> Iterator[Problem]:
    """A container has no limit of ephemeral storage.

    Logs, `emptyDir` volumes and what it writes into its own file system can then fill the disk of the node,
    and the kubelet evicts pods until there is room (Kubernetes docs, "Local ephemeral storage"). With
    `resources.limits.ephemeral-storage` only the pod itself is evicted. The limit is the request too where
    none is written.

    Init containers and sidecars are asked too, ephemeral containers cannot have any. What a LimitRange of the
    namespace fills in is there: its `default`, else its `max`.

    It is strict because few write much to the disk of the node.
    """
    yield from unset(bundle, "limits.ephemeral-storage", "it may fill the disk of its node")
