"""Entries of which there are two."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, key
from manifestlint.model.shape import mapping
from manifestlint.rulekit import Problem, Profile, Related, Severity, refused, resource_rule
from manifestlint.rules.config._data import is_judged


@resource_rule(
    "config-key-repeated",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("ConfigMap",),
)
def config_key_repeated(resource: Resource) -> Iterator[Problem]:
    """A ConfigMap has the same key in `data` and in `binaryData`.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateConfigMap`,
    v1.35): both become a file of that name. Keep one.

    In a Secret the same key may stand in `data` and `stringData`; the latter counts.

    It is essential: nothing of it reaches the cluster.
    """
    if not is_judged(resource):
        return
    texts = mapping(resource.get("data"))
    for name in mapping(resource.get("binaryData")):
        if name in texts:
            first = Related("and here", key("data", name))
            yield refused(resource, f'key "{name}" is in data and binaryData', key("binaryData", name), first)
