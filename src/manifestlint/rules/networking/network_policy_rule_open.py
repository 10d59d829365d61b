"""Network policies that let everybody in."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.networking._policy import GROUP

_EFFECTS = {
    ("ingress", "from"): "from everywhere, so it restricts nothing that comes in",
    ("egress", "to"): "to everywhere, so it restricts nothing that goes out",
}


@resource_rule(
    "network-policy-rule-open",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("NetworkPolicy",),
    peers={"trivy": "KSV-0038"},
)
def network_policy_rule_open(resource: Resource) -> Iterator[Problem]:
    """A NetworkPolicy's rule names neither peers nor ports.

    Such a rule allows everything in its direction, whatever the other rules say: rules only add (Kubernetes
    docs, "Network Policies"). Often `from` or `to` was lost, or an item `{}` was taken for "nobody".

    Name the peers with a `podSelector`, a `namespaceSelector` or an `ipBlock`, or at least the ports. To
    allow nothing, leave the list out and name the direction in `policyTypes`.

    It is strict because allowing everything can be meant, for outgoing traffic above all.
    """
    if resource.id.group != GROUP:
        return
    for (direction, field), effect in _EFFECTS.items():
        for index, rule in mappings(resource.get("spec", direction)):
            if not rule.get(field) and not rule.get("ports"):
                text = f"{resource.id}: this rule allows traffic {effect}"
                yield Problem(text, at=at("spec", direction, index))
