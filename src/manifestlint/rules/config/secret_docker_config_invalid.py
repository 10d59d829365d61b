"""Registry credentials that nobody can read."""

import json
from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import text
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.config._data import content, entries, is_judged, is_placeholder

_KEYS = {
    "kubernetes.io/dockercfg": ".dockercfg",
    "kubernetes.io/dockerconfigjson": ".dockerconfigjson",
}


@resource_rule(
    "secret-docker-config-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Secret",),
)
def secret_docker_config_invalid(resource: Resource) -> Iterator[Problem]:
    """A Secret with registry credentials holds what is no JSON object.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateSecret`, v1.35)
    where its type is `kubernetes.io/dockerconfigjson` or `kubernetes.io/dockercfg`. Encoding it twice, and
    an empty value that something was to fill in, are the usual reasons; `{"auths": {}}` is an empty one
    that is taken. What the object says is not looked at.

    What SOPS has encrypted and placeholders of Argo CD's Vault plugin are left alone.

    It is essential: nothing of it reaches the cluster.
    """
    name = _KEYS.get(text(resource.get("type")))
    if name is None or not is_judged(resource):
        return
    written = [(pointer, value) for pointer, value in entries(resource) if pointer[1] == name]
    stored = content(resource).get(name)
    if stored is None or any(is_placeholder(resource, value) for _, value in written):
        return
    if not _is_object(stored):
        yield refused(resource, f"{name} is no JSON object", at(*written[0][0]))


def _is_object(stored: bytes) -> bool:
    try:
        parsed = json.loads(stored.decode(errors="replace"), parse_int=str)
    except ValueError:
        return False
    except RecursionError:
        return True  # too deep for us, not for the server
    return parsed is None or isinstance(parsed, dict)
