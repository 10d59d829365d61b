"""NetworkPolicies for a direction that does not exist."""

from collections.abc import Iterator

from manifestlint.model.choice import stranger
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence
from manifestlint.rulekit import Problem, Profile, Safety, Severity, refused, resource_rule, respelt
from manifestlint.rules.networking._policy import GROUP

_TYPES = ("Ingress", "Egress")


@resource_rule(
    "network-policy-type-unknown",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    kinds=("NetworkPolicy",),
)
def network_policy_type_unknown(resource: Resource) -> Iterator[Problem]:
    """A NetworkPolicy's `policyTypes` holds something else than Ingress and Egress.

    The API server refuses it (Kubernetes `pkg/apis/networking/validation/validation.go`,
    `ValidateNetworkPolicySpec`, v1.35): the words are told apart by case, and there are at most two.

    Left out, it means Ingress, and Egress too where the policy has egress rules.

    It is essential: nothing of it reaches the cluster, and the pods stay open.
    """
    if resource.id.group != GROUP:
        return
    types = sequence(resource.get("spec", "policyTypes"))
    if len(types) > len(_TYPES):
        reason = f"policyTypes has {len(types)} items, and there are only Ingress and Egress"
        yield refused(resource, reason, at("spec", "policyTypes"))
        return
    for index in range(len(types)):
        unknown = stranger(resource.data, ("spec", "policyTypes", index), _TYPES)
        if unknown:
            place = at(*unknown.pointer)
            yield refused(resource, f"{unknown}", place, fix=respelt(unknown, place))
