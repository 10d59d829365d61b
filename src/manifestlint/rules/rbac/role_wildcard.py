"""Roles that grow by themselves."""

from collections.abc import Iterator

from manifestlint.core.words import enumerated
from manifestlint.model.rbac import ALL, read_grants
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.rbac._role import ROLES, is_rbac


@resource_rule(
    "role-wildcard",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=ROLES,
    peers={
        "kube-linter": "wildcard-in-rules",
        "checkov": "CKV_K8S_49",
        "trivy": ("KSV-0044", "KSV-0045", "KSV-0046", "KSV-0112"),
        "kyverno": ("restrict-wildcard-resources", "restrict-wildcard-verbs"),
    },
)
def role_wildcard(resource: Resource) -> Iterator[Problem]:
    """A rule of a role says `*` for its verbs, resources or API groups.

    It allows also what nobody thought of: subresources such as `pods/exec`, verbs such as `escalate`, and
    every kind that is installed later (Kubernetes docs, "Role Based Access Control Good Practices", "Least
    privilege"). List what is used. Rules that say it everywhere are told by `role-allows-everything`.

    It is strict: for the kinds of an operator's own API group, `*` is common.
    """
    for grant in read_grants(resource) if is_rbac(resource) else ():
        if grant.allows_everything:
            continue
        lists = {"verbs": grant.verbs, "resources": grant.resources, "apiGroups": grant.groups}
        open_ones = [field for field, items in lists.items() if ALL in items]
        if open_ones:
            first = open_ones[0]
            text = f'{resource.id}: {enumerated(open_ones)} are "*", so more is allowed than anyone listed'
            yield Problem(text, at=at(*grant.pointer, first, lists[first].index(ALL)))
