"""NetworkPolicy peers that are nobody, or two things at once."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Related, Severity, refused, resource_rule
from manifestlint.rules.networking._policy import peers

_SELECTORS = ("podSelector", "namespaceSelector")


@resource_rule(
    "network-policy-peer-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("NetworkPolicy",),
)
def network_policy_peer_invalid(resource: Resource) -> Iterator[Problem]:
    """A NetworkPolicy peer is empty, or mixes an `ipBlock` with selectors.

    The API server refuses it (Kubernetes `pkg/apis/networking/validation/validation.go`,
    `ValidateNetworkPolicyPeer`, v1.35). A peer is an `ipBlock`, or a `podSelector` and a
    `namespaceSelector` or one of both, which then must both hold.

    Make two items of the list where either may be allowed. For every pod write `podSelector: {}`, for
    everybody leave `from` or `to` out.

    It is essential: nothing of it reaches the cluster, and the pods stay open.
    """
    for pointer, peer in peers(resource):
        selectors = [field for field in _SELECTORS if peer.get(field) is not None]
        if peer.get("ipBlock") is None and not selectors:
            yield refused(resource, "a peer has no podSelector, namespaceSelector or ipBlock", at(*pointer))
        elif peer.get("ipBlock") is not None and selectors:
            other = Related(f"this {selectors[0]}", at(*pointer, selectors[0]))
            reason = f"a peer has both ipBlock and {selectors[0]}"
            yield refused(resource, reason, at(*pointer, "ipBlock"), other)
