"""Roles for the account that pods have by default."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.rbac._role import BINDINGS
from manifestlint.rules.rbac._subjects import subjects


@resource_rule(
    "role-binding-default-account",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    kinds=BINDINGS,
    peers={
        "checkov": "CKV_K8S_42",
    },
)
def role_binding_default_account(resource: Resource) -> Iterator[Problem]:
    """A binding gives a role to the service account `default`.

    Every pod of the namespace that names no other account has it (Kubernetes docs, "Configure Service
    Accounts for Pods"), the next one too that somebody adds there. Make an account for the program that needs
    the role, and name it in the pod's `serviceAccountName`.

    It is strict because small namespaces with one program in it do without.
    """
    for subject in subjects(resource):
        if (subject.kind, subject.name) == ("ServiceAccount", "default"):
            role = resource.get("roleRef", "name")
            text = f"{resource.id}: every pod without an account of its own has the role {role}"
            yield Problem(text, at=subject.at)
