"""The account of everybody, with a token for everybody."""

from collections.abc import Iterator

from manifestlint.model.facts import AUTOMOUNT
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Fix, Problem, Profile, Safety, Severity, resource_rule, setting
from manifestlint.rules.security._accounts import DEFAULT


@resource_rule(
    "service-account-default-mounted",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    kinds=("ServiceAccount",),
    peers={"checkov": "CKV_K8S_41"},
)
def service_account_default_mounted(resource: Resource) -> Iterator[Problem]:
    """The ServiceAccount `default` is written down without `automountServiceAccountToken: false`.

    Each pod of the namespace that names no account gets its token, which it seldom needs (Kubernetes docs,
    "Configure Service Accounts for Pods"). Where the account stands in Git already, this one line spares all
    of them; a pod that needs a token names an account of its own.

    It is strict because the token does little as long as no binding names the account.
    """
    if resource.id.group or resource.id.name != DEFAULT or resource.get(AUTOMOUNT) is False:
        return
    text = f"{resource.id}: {AUTOMOUNT} is not false, so every pod that names no account gets its token"
    fix = Fix(f"set {AUTOMOUNT} to false", Safety.UNSAFE, (setting(resource.data, (AUTOMOUNT,), False),))
    yield Problem(text, at(AUTOMOUNT) if AUTOMOUNT in resource.data else at("metadata", "name"), fix=fix)
