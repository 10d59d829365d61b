"""Network policies that let nobody in."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.surroundings import Surroundings
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.networking._selecting import Search


@bundle_rule(
    "network-policy-peer-selects-nothing",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": "dangling-networkpolicypeer-podselector"},
)
def network_policy_peer_selects_nothing(bundle: Bundle) -> Iterator[Problem]:
    """A rule of a NetworkPolicy lets pods talk of which there are none.

    The pods that were meant are shut out. A peer with a `podSelector` alone means pods of the policy's own
    namespace; those of others need a `namespaceSelector` beside it, in the same list item (Kubernetes docs,
    "Network Policies"), and such peers are not looked at, as nobody here knows which namespaces there are.

    Looked at is everything that lands in the same cluster, as far as it lies here. The rule is silent where
    nothing that is applied together runs pods, where a custom kind may make its controller start some, and
    where something is applied to the same namespace that cannot be read here.

    It is strict because charts offer labels such as `db-client: "true"` to pods that are still to come.
    """
    around = Surroundings(bundle)
    for policy in bundle.members:
        for selector, pointer in policy.policy.peers if policy.policy else ():
            namespace = bundle.namespace_of(policy)
            if not selector.requirements or any(bundle.running(namespace, selector)):
                continue
            if not around.may_lie_elsewhere(policy, selector):
                effect = "this peer is nobody"
                yield from Search(bundle, around, policy, selector, pointer, effect).problems()
