"""Names that an object mentions, so that what it stands for may make what is called so.

Nobody knows what every operator makes of its objects, but most have it named: a claim's template, the Secret
for what comes out. And a Job with `kubectl create` names in its command what it makes.
"""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.model.kinds import may_run_pods
from manifestlint.model.producers import has_maker
from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, mappings, sequence, text
from manifestlint.model.workload import BATCH_KINDS, as_workload

_NAME = re.compile(r"[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?")
_KEYS = ("name", "secret", "configmap", "claim", "pvc", "service")


def read_mentions(resource: Resource) -> frozenset[str]:
    """The names in a custom object of which it is not known what is made of it, or in a Job's commands."""
    workload = as_workload(resource)
    if workload is None:
        id = resource.id
        if has_maker(id.group, id.kind) or not may_run_pods(id.group, id.kind):
            return frozenset()
        return frozenset(_names(resource.get("spec"), False))
    if workload.kind not in BATCH_KINDS:
        return frozenset()
    return frozenset(
        name
        for container in workload.containers()
        for line in _lines(container.data)
        for name in _NAME.findall(line)
        if len(name) > 1
    )


def _names(data: Any, named: bool) -> Iterator[str]:
    """The texts that may be an object's name, below keys that speak of one."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _names(value, isinstance(key, str) and any(part in key.lower() for part in _KEYS))
    elif isinstance(data, list):
        for item in data:
            yield from _names(item, named)
    elif named and isinstance(data, str) and _NAME.fullmatch(data):
        yield data


def _lines(container: dict[str, Any]) -> Iterator[str]:
    for field in ("command", "args"):
        yield from (item for item in sequence(container.get(field)) if isinstance(item, str))
    yield from (text(dig(item, "value")) for _, item in mappings(container.get("env")))
