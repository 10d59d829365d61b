"""Rights for every pod that names no account."""

from collections.abc import Iterator

from manifestlint.model.references import RBAC
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.security._accounts import DEFAULT


@resource_rule(
    "service-account-default-bound",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("ClusterRoleBinding", "RoleBinding"),
    peers={"checkov": "CKV_K8S_42"},
)
def service_account_default_bound(resource: Resource) -> Iterator[Problem]:
    """A binding gives rights to the ServiceAccount `default`.

    Every pod of that namespace that names no account has them too, also those that somebody adds later
    (Kubernetes docs, "Using RBAC Authorization", ServiceAccount permissions). Write a ServiceAccount for the
    program that needs the rights, bind that one, and name it in the pod's `serviceAccountName`.

    It is a warning, and recommended, because nobody who writes the next pod sees that it gets these rights.
    """
    if resource.id.group != RBAC:
        return
    for index, subject in mappings(resource.get("subjects")):
        if subject.get("kind") == "ServiceAccount" and subject.get("name") == DEFAULT:
            text = f"{resource.id}: ServiceAccount default gets rights, and so does every pod that names none"
            yield Problem(text, at("subjects", index, "name"))
