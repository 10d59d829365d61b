"""Network policies without pods."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.surroundings import Surroundings
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.networking._selecting import Search


@bundle_rule(
    "network-policy-selects-nothing",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-linter": "dangling-networkpolicy", "kube-score": "networkpolicy-targets-pod"},
)
def network_policy_selects_nothing(bundle: Bundle) -> Iterator[Problem]:
    """A NetworkPolicy's `podSelector` matches no pod of its namespace.

    It is created without a word and closes nothing: the pods that were meant stay open to everybody
    (Kubernetes docs, "Network Policies"). A renamed label, or a namespace in only one of the two manifests,
    is the usual reason. An empty `podSelector` means all pods of the namespace and is never told.

    Looked at is everything that lands in the same cluster, as far as it lies here. The rule is silent where
    nothing that is applied together runs pods, where a custom kind may make its controller start some, and
    where something is applied to the same namespace that cannot be read here.

    It is recommended because a wall that stands nowhere is a real weakness, and a warning because the sync
    succeeds.
    """
    around = Surroundings(bundle)
    for policy in bundle.members:
        selector = policy.chooses if policy.policy else None
        if selector is None or not selector.requirements or any(bundle.chosen_by(policy)):
            continue
        if not around.may_lie_elsewhere(policy, selector):
            pointer, effect = ("spec", "podSelector"), "it restricts nothing"
            yield from Search(bundle, around, policy, selector, pointer, effect).problems()
