"""Values that are not encoded."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.config._data import BINARIES, KINDS, decode, entries, is_judged, is_placeholder


@resource_rule(
    "config-encoding-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=KINDS,
)
def config_encoding_invalid(resource: Resource) -> Iterator[Problem]:
    """A value in a Secret's `data` or a ConfigMap's `binaryData` is not base64.

    The API server cannot decode the object and refuses it (Go `encoding/base64`, `StdEncoding`, behind
    `[]byte` in `k8s.io/api/core/v1`, v1.35). Line breaks in the value are skipped; blanks are not, padding
    with `=` is needed, and the letters for 62 and 63 are `+` and `/`, not `-` and `_` as in URLs.

    Write plain text under `stringData`, or in a ConfigMap under `data`. What SOPS has encrypted and
    placeholders of Argo CD's Vault plugin are left alone.

    It is essential: nothing of it reaches the cluster.
    """
    if not is_judged(resource):
        return
    for pointer, value in entries(resource):
        if pointer[0] != BINARIES[resource.id.kind] or not isinstance(value, str):
            continue
        if decode(value) is None and not is_placeholder(resource, value):
            yield refused(resource, f'{pointer[0]} "{pointer[1]}" is not base64{_why(value)}', at(*pointer))


def _why(value: str) -> str:
    stripped = value.strip()
    if stripped != value and decode(stripped) is not None:
        return ": it has blanks around it"
    if decode(stripped + "=" * (-len(stripped) % 4)) is not None:
        return ": padding with = is missing"
    if decode(stripped.replace("-", "+").replace("_", "/")) is not None:
        return ": it is the form for URLs, with - and _"
    return ""
