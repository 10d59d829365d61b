"""Role rules for objects and URLs at once."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Related, Severity, refused, resource_rule
from manifestlint.rules.rbac._role import ROLES, rules

_URLS = "nonResourceURLs"


@resource_rule(
    "role-rule-mixed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=ROLES,
)
def role_rule_mixed(resource: Resource) -> Iterator[Problem]:
    """A rule of a role has `nonResourceURLs` beside resources, or stands in a Role.

    The API server refuses it (Kubernetes `pkg/apis/rbac/validation/validation.go`, `ValidatePolicyRule`,
    v1.35). A rule is about objects (`apiGroups`, `resources`, `resourceNames`) or about URLs such as
    `/healthz`, and URLs belong to no namespace, so only a ClusterRole can name them.

    Make two rules of it, and put the one with the URLs into a ClusterRole.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, rule in rules(resource):
        if not rule.get(_URLS):
            continue
        place = at(*pointer, _URLS)
        if resource.id.kind == "Role":
            yield refused(resource, f"{_URLS} belong to a ClusterRole, this is a Role", place)
        others = [field for field in ("resources", "resourceNames", "apiGroups") if rule.get(field)]
        if others:
            other = Related(f"these {others[0]}", at(*pointer, others[0]))
            yield refused(resource, f"a rule has both {_URLS} and {others[0]}", place, other)
