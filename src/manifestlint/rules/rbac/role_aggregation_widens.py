"""Additions to the roles that Kubernetes brings."""

from collections.abc import Iterator

from manifestlint.model.rbac import ALL, Grant, read_grants
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.rbac._role import GROUP, is_rbac

_LABEL = "rbac.authorization.k8s.io/aggregate-to-"
_READING = frozenset({"get", "list", "watch"})
_RIGHTS = (("bind", "clusterroles"), ("escalate", "clusterroles"), ("escalate", "roles"))


@resource_rule(
    "role-aggregation-widens",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("ClusterRole",),
)
def role_aggregation_widens(resource: Resource) -> Iterator[Problem]:
    """A ClusterRole adds to `view` or `edit` what these roles are made to leave out.

    The control plane adds its rules to the role that the label `rbac.authorization.k8s.io/aggregate-to-...`
    names, and everyone who has that role anywhere has them too. `view` only reads, and no Secrets, for these
    hold the tokens of others; `edit` writes no roles and bindings (Kubernetes docs, "Using RBAC
    Authorization", "User-facing roles").

    Put these rules into a role of its own, or add them to `admin`.

    It is recommended because people hand out `view` and `edit` without reading them again.
    """
    if not is_rbac(resource):
        return
    labels = resource.labels
    for role in ("view", "edit"):
        if labels.get(_LABEL + role) != "true":
            continue
        for grant in read_grants(resource):
            what = _widening(role, grant)
            if what:
                text = f"{resource.id}: everyone with the role {role} can {what}"
                yield Problem(text, at=at(*grant.pointer))


def _widening(role: str, grant: Grant) -> str:
    """What a rule lets people do that the role does not."""
    if grant.allows_everything:
        return "do everything"
    if role == "view":
        writing = [verb for verb in grant.verbs if verb not in _READING]
        if writing and grant.resources:
            verb = "do anything with" if writing[0] == ALL else writing[0]
            return f"{verb} {grant.resources[0]}"
        return "read Secrets" if any(grant.allows(verb, "", "secrets") for verb in _READING) else ""
    rights = [f"{verb} {resource}" for verb, resource in _RIGHTS if grant.allows(verb, GROUP, resource)]
    writing = [kind for kind in ("roles", "rolebindings") if grant.allows("create", GROUP, kind)]
    return rights[0] if rights else f"create {writing[0]}" if writing else ""
