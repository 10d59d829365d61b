"""Entries that cannot become files."""

from collections.abc import Iterator

from manifestlint.model.names import CONFIG_KEY, is_config_key
from manifestlint.model.resource import Resource, key
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.config._data import KINDS, entries, is_judged


@resource_rule(
    "config-key-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=KINDS,
)
def config_key_invalid(resource: Resource) -> Iterator[Problem]:
    """A key of a ConfigMap or Secret is no name that a file could have.

    The API server refuses it (apimachinery `pkg/util/validation/validation.go`, `IsConfigMapKey`, v1.35). A
    key has letters, digits, `-`, `_` and `.`, at most 253 of them; slashes, blanks and colons are none. It is
    not `.` and does not start with `..`.

    To mount a file in a folder, name the folder under `items[].path` of the volume.

    It is essential: nothing of it reaches the cluster.
    """
    if not is_judged(resource):
        return
    for pointer, _ in entries(resource):
        if not is_config_key(str(pointer[-1])):
            yield refused(resource, f'"{pointer[-1]}" is no key ({CONFIG_KEY})', key(*pointer))
