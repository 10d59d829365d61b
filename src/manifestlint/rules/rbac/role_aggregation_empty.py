"""Aggregated ClusterRoles that gather nothing."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.rbac._role import is_rbac


@resource_rule(
    "role-aggregation-empty",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("ClusterRole",),
)
def role_aggregation_empty(resource: Resource) -> Iterator[Problem]:
    """A ClusterRole's `aggregationRule` selects no roles.

    The API server refuses it (Kubernetes `pkg/apis/rbac/validation/validation.go`, `ValidateClusterRole`,
    v1.35): where there is an `aggregationRule`, it has at least one of `clusterRoleSelectors`.

    Name the labels of the roles to gather, or take the field out.

    It is essential: nothing of it reaches the cluster.
    """
    rule = resource.get("aggregationRule")
    if not is_rbac(resource) or not isinstance(rule, dict):
        return
    if not sequence(rule.get("clusterRoleSelectors")) and rule.get("clusterRoleSelectors") in (None, []):
        yield refused(resource, "aggregationRule has no clusterRoleSelectors", at("aggregationRule"))
