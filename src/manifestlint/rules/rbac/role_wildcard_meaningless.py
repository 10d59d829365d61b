"""Roles with patterns that match nothing."""

from collections.abc import Iterator

from manifestlint.model.rbac import ALL, read_grants
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.rbac._role import ROLES, is_rbac


@resource_rule(
    "role-wildcard-meaningless",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=ROLES,
)
def role_wildcard_meaningless(resource: Resource) -> Iterator[Problem]:
    """A rule of a role has a `*` where it is a letter like any other.

    The API server knows `*` alone, and `*/scale` for one subresource of everything; `pods/*`, `deploy*` or
    `*.example.com` are compared as they stand, and no request is called so (Kubernetes
    `pkg/apis/rbac/v1/evaluation_helpers.go`, `ResourceMatches`, `APIGroupMatches` and `VerbMatches`, v1.35).
    What was meant is refused.

    Write out the resources, as in `pods/log`, `pods/exec`.

    It is recommended because the role lacks what somebody meant to allow.
    """
    for grant in read_grants(resource) if is_rbac(resource) else ():
        lists = {"verbs": grant.verbs, "resources": grant.resources, "apiGroups": grant.groups}
        for field, items in lists.items():
            for index, item in enumerate(items):
                if ALL in item and item != ALL and not (field == "resources" and _is_subresource(item)):
                    text = f'{resource.id}: no request is for "{item}", so it allows nothing'
                    yield Problem(text, at=at(*grant.pointer, field, index))


def _is_subresource(item: str) -> bool:
    return item.startswith("*/") and ALL not in item[2:]
