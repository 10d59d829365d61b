"""Roles of a project that grant nothing."""

import re
from collections.abc import Iterator

from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings, sequence, text
from manifestlint.rulekit import At, Problem, Profile, Severity, resource_rule

_NAME = re.compile(r"[a-zA-Z0-9](?:[-_a-zA-Z0-9]*[a-zA-Z0-9])?")
_RESOURCES = ("applications", "applicationsets", "clusters", "exec", "logs", "repositories")
_ACTIONS = ("get", "create", "update", "delete", "sync", "override", "*")
_NESTED = ("action/", "update/", "delete/")
_EFFECTS = ("allow", "deny")
_PARTS = 6


@resource_rule(
    "argocd-project-role-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("AppProject",),
)
def argocd_project_role_invalid(resource: Resource) -> Iterator[Problem]:
    """A role of an AppProject has an impossible name, stands there twice, or has a policy that is none.

    Argo CD's API refuses such a project (argo-cd `pkg/apis/application/v1alpha1/app_project_types.go`,
    `ValidateProject`, v3.1). Applied from Git it is stored, but the policy does not do what it says, and
    one with too few fields makes Argo CD drop all policies of the project (`util/rbac/rbac.go`,
    `tryGetCasbinEnforcer`, v3.1). A policy is `p, proj:<project>:<role>, <resource>, <action>,
    <project>/<app>, allow` or `deny`; lines that group (`g, ...`) are left alone.

    It is essential: nobody may do what the role is for.
    """
    if resource.id.group != ARGOCD_GROUP:
        return
    seen = set()
    for index, role in mappings(resource.get("spec", "roles")):
        name, place = role.get("name"), at("spec", "roles", index, "name")
        if not isinstance(name, str):
            continue
        if name in seen:
            yield _refused(resource, f'two roles are named "{name}"', place)
        elif not _NAME.fullmatch(name):
            yield _refused(resource, f'role name "{name}" is not made of letters, digits, "-" and "_"', place)
        seen.add(name)
        for number, policy in enumerate(sequence(role.get("policies"))):
            reason = _fault(resource.id.name, name, text(policy))
            if reason:
                place = at("spec", "roles", index, "policies", number)
                yield _refused(resource, f"role {name}: {reason}", place)


def _refused(resource: Resource, reason: str, place: At) -> Problem:
    return Problem(f"{resource.id}: {reason}; Argo CD accepts no such role", at=place)


def _fault(project: str, role: str, policy: str) -> str:
    parts = [part.strip(" ") for part in policy.split(",")]
    if not policy or parts[0] == "g":
        return ""
    if len(parts) != _PARTS or parts[0] != "p":
        return f'policy "{policy}" is not "p, subject, resource, action, object, effect"'
    _, subject, kind, action, target, effect = parts
    inside = re.fullmatch(rf"{re.escape(project)}(/[*\w.-]+)?/[*\w.-]+", target, re.ASCII)
    nested = any(prefix in action for prefix in _NESTED)
    return next(
        (
            reason
            for known, reason in (
                (
                    subject == f"proj:{project}:{role}",
                    f'the policy is for "{subject}", not proj:{project}:{role}',
                ),
                (kind in _RESOURCES, f'resource "{kind}" is not one of {", ".join(_RESOURCES)}'),
                (nested or action in _ACTIONS, f'action "{action}" is not one of {", ".join(_ACTIONS)}'),
                (inside, f'object "{target}" is not in project {project} (such as {project}/*)'),
                (effect in _EFFECTS, f'effect "{effect}" is not allow or deny'),
            )
            if not known
        ),
        "",
    )
