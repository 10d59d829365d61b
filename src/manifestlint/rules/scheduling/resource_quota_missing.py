"""Namespaces that may take the whole cluster."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.workload import WORKLOAD_KINDS
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule

_QUOTA = "ResourceQuota"


@bundle_rule(
    "resource-quota-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"trivy": "KSV-0040", "gatekeeper": "RequiredNamespaceQuota"},
)
def resource_quota_missing(bundle: Bundle) -> Iterator[Problem]:
    """A Namespace has workloads and no ResourceQuota.

    What runs in it may then take all CPU and memory that the cluster has (Kubernetes docs, "Resource
    Quotas"), and one faulty autoscaler starves every other team.

    Told is a Namespace that is written down here together with workloads for it, where nothing in the
    repository brings a quota to it, and nothing is applied to it from elsewhere.

    It is strict because a cluster of one team needs no quotas.
    """
    destination = bundle.destination
    for facts in bundle.members:
        name = facts.id.name
        if (facts.id.group, facts.id.kind) != ("", "Namespace") or not destination.is_known(name):
            continue
        runs = any(
            each.namespace == name
            for kind in sorted(WORKLOAD_KINDS)
            for each in destination.brings(kind, name)
        )
        if runs and not any(destination.brings(_QUOTA, name)):
            text = f"{facts.id}: no ResourceQuota, so what runs in it may take the whole cluster"
            yield Problem(text, at=At(("metadata", "name")), resource=facts.ref)
