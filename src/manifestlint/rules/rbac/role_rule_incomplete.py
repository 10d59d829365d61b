"""Role rules that allow nothing."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.rbac._role import ROLES, rules


@resource_rule(
    "role-rule-incomplete",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=ROLES,
)
def role_rule_incomplete(resource: Resource) -> Iterator[Problem]:
    """A rule of a role has no verbs, no API groups or no resources.

    The API server refuses it (Kubernetes `pkg/apis/rbac/validation/validation.go`, `ValidatePolicyRule`,
    v1.35). All three lists have at least one item; pods, services and the other kinds of `v1` are in the
    group `""`. Only a rule with `nonResourceURLs` needs nothing but verbs.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, rule in rules(resource):
        if rule.get("verbs") == []:
            yield refused(resource, "a rule has no verbs", at(*pointer, "verbs"))
        if rule.get("nonResourceURLs"):
            continue
        for field in ("apiGroups", "resources"):
            if rule.get(field) in (None, []):
                hint = ' (that of pods and services is "")' if field == "apiGroups" else ""
                yield refused(resource, f"a rule has no {field}{hint}", at(*pointer, field))
