"""ConfigMaps and Secrets that are too large."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, key
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.config._data import KINDS, content, entries, is_judged

_LARGEST = 1024 * 1024


@resource_rule(
    "config-too-large",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=KINDS,
)
def config_too_large(resource: Resource) -> Iterator[Problem]:
    """A ConfigMap or Secret holds more than 1 MiB.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `ValidateConfigMap` and
    `ValidateSecret`, v1.35). Counted are the bytes of all values, decoded where they are base64, not the
    keys.

    Split it, or keep what is large in an image or a volume. What is applied without server-side apply must
    be much smaller, as all of it is copied into an annotation.

    It is essential: nothing of it reaches the cluster.
    """
    written = sum(len(value) for _, value in entries(resource) if isinstance(value, str))
    if 4 * written <= _LARGEST or not is_judged(resource):
        return
    size = sum(map(len, content(resource).values()))
    if size > _LARGEST:
        (field, _), _ = max(entries(resource), key=lambda entry: len(str(entry[1])))
        yield refused(resource, f"it holds {size} bytes, and at most {_LARGEST} are taken", key(field))
