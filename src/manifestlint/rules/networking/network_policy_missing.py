"""Pods that no network policy is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from manifestlint.core.words import enumerated
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule, option

_OTHERS = (
    "AdminNetworkPolicy",
    "BaselineAdminNetworkPolicy",
    "CiliumClusterwideNetworkPolicy",
    "CiliumNetworkPolicy",
    "ClusterNetworkPolicy",
    "GlobalNetworkPolicy",
)
_EFFECTS = {"Ingress": "every pod of the cluster may reach them", "Egress": "they may reach anything"}


@dataclass(frozen=True, slots=True)
class Options:
    """What must be closed."""

    directions: tuple[Literal["Ingress", "Egress"], ...] = option(
        ("Ingress",), "The traffic that a policy must restrict: `Ingress`, `Egress` or both."
    )


@bundle_rule(
    "network-policy-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "non-isolated-pod",
        "kube-score": "pod-networkpolicy",
        "polaris": "missingNetworkPolicy",
        "checkov": "CKV2_K8S_6",
        "kyverno": "require-network-policy",
    },
)
def network_policy_missing(bundle: Bundle, options: Options) -> Iterator[Problem]:
    """No NetworkPolicy selects a workload's pods.

    Traffic is then not restricted: a program that was broken into anywhere in the cluster reaches these pods
    (Kubernetes docs, "Network Policies"). One policy with an empty `podSelector` covers a whole namespace.

    A policy counts with its full selector, empty ones and `matchExpressions` included, in its own namespace,
    and only for the directions it is about: those of `policyTypes`, where that is left out incoming traffic,
    and outgoing if it has rules for that. Policies of other bundles that land in the same namespace count.
    Nothing is said of pods with `hostNetwork`, which policies do not reach, of namespaces where something is
    applied that cannot be read here, and beside policies of Cilium, Calico or an administrator.

    It is strict because not every cluster's network enforces policies, and few public manifests have them.
    """
    for namespace in dict.fromkeys(bundle.namespace_of(each) for each in bundle.workloads):
        if not _is_closed_otherwise(bundle, namespace):
            covered = _covered(bundle, namespace)
            yield from _problems(bundle, namespace, covered, options.directions)


def _problems(
    bundle: Bundle, namespace: str, covered: dict[str, set[int]], directions: tuple[str, ...]
) -> Iterator[Problem]:
    for workload in bundle.running_in(namespace):
        pod = workload.pod
        if pod is None or pod.host_network or not pod.known:
            continue
        open_to = [way for way in directions if way in _EFFECTS and id(workload) not in covered[way]]
        if open_to:
            effects = enumerated(_EFFECTS[way] for way in open_to)
            text = f"{workload.id}: no NetworkPolicy for {enumerated(open_to)} selects its pods, so {effects}"
            yield Problem(text, at=At(pod.labels_pointer, on="key"), resource=workload.ref)


def _covered(bundle: Bundle, namespace: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {"Ingress": set(), "Egress": set()}
    for policy in _policies(bundle, namespace):
        if policy.policy and policy.chooses:
            chosen = {id(workload) for workload in bundle.running(namespace, policy.chooses)}
            for direction in policy.policy.directions & found.keys():
                found[direction] |= chosen
    return found


def _policies(bundle: Bundle, namespace: str) -> Iterator[Facts]:
    own = (each for each in bundle.members if each.policy and bundle.namespace_of(each) in {"", namespace})
    others = (each.facts for each in bundle.destination.brings("NetworkPolicy", namespace))
    return iter({id(each): each for each in (*own, *others)}.values())


def _is_closed_otherwise(bundle: Bundle, namespace: str) -> bool:
    """Whether something else may restrict the traffic of a namespace."""
    if bundle.partial or not bundle.destination.is_known(namespace):
        return True
    return any(any(bundle.destination.brings(kind, namespace)) for kind in _OTHERS)
