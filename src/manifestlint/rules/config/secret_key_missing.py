"""Secrets without what their type is made of."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import text
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.config._data import entries, is_judged

_ACCOUNT = "kubernetes.io/service-account.name"
_NEEDED = {
    "kubernetes.io/dockercfg": (".dockercfg",),
    "kubernetes.io/dockerconfigjson": (".dockerconfigjson",),
    "kubernetes.io/ssh-auth": ("ssh-privatekey",),
    "kubernetes.io/tls": ("tls.crt", "tls.key"),
}
_EITHER = ("username", "password")
_NOT_EMPTY = "ssh-privatekey"


@resource_rule(
    "secret-key-missing",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Secret",),
)
def secret_key_missing(resource: Resource) -> Iterator[Problem]:
    """A Secret has no entry of the name that its type asks for.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateSecret`, v1.35).
    `kubernetes.io/tls` needs `tls.crt` and `tls.key`, `kubernetes.io/dockerconfigjson` needs
    `.dockerconfigjson`, `kubernetes.io/dockercfg` `.dockercfg`, `kubernetes.io/ssh-auth` an
    `ssh-privatekey` that is not empty, `kubernetes.io/basic-auth` a `username` or a `password`, and
    `kubernetes.io/service-account-token` the annotation `kubernetes.io/service-account.name`. They may
    stand in `data` or in `stringData`.

    What SOPS has encrypted is left alone.

    It is essential: nothing of it reaches the cluster.
    """
    if not is_judged(resource):
        return
    kind, place = text(resource.get("type")), at("type")
    names = {str(pointer[1]): value for pointer, value in entries(resource)}
    for name in _NEEDED.get(kind, ()):
        if name not in names:
            yield refused(resource, f"type {kind} needs {name}", place)
        elif name == _NOT_EMPTY and names[name] in (None, ""):
            yield refused(resource, f"type {kind} needs {name}, which is empty", place)
    if kind == "kubernetes.io/basic-auth" and not names.keys() & set(_EITHER):
        yield refused(resource, f"type {kind} needs {' or '.join(_EITHER)}", place)
    if kind == "kubernetes.io/service-account-token" and not resource.annotations.get(_ACCOUNT):
        yield refused(resource, f"type {kind} needs the annotation {_ACCOUNT}", place)
