"""Environment variables of which nobody knows the value."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.shape import mappings
from manifestlint.model.workload import Container
from manifestlint.rulekit import Fault, Problem, Profile, Severity, container_rule, refusals

_SOURCES = ("configMapKeyRef", "secretKeyRef", "fieldRef", "resourceFieldRef", "fileKeyRef")
_BULK_SOURCES = ("configMapRef", "secretRef")


@container_rule("env-source-ambiguous", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def env_source_ambiguous(container: Container) -> Iterator[Problem]:
    """An environment variable takes its value from nowhere, or from two places.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateEnvVarValueFrom` and `ValidateEnvFrom`, v1.35): beside a `value` that is not empty there is no
    `valueFrom`, a `valueFrom` has exactly one source, and so has an item of `envFrom`. A `valueFrom` whose
    content is indented too little, and a patch that adds `valueFrom` to a variable with a `value`, are the
    usual reasons; a patch can take the old one away with `value: null`.

    It is essential: nothing of it reaches the cluster.
    """
    yield from refusals(container, _faults(container))


def _faults(container: Container) -> Iterator[Fault]:
    for index, variable in mappings(container.data.get("env")):
        source = variable.get("valueFrom")
        if not isinstance(source, dict):
            continue
        found = _found(source, _SOURCES)
        where = container.at("env", index, "valueFrom")
        if not found and not _has_others(source):
            yield f'variable {variable.get("name")} has a "valueFrom" without a source', where
        elif variable.get("value") not in (None, ""):
            yield f'variable {variable.get("name")} has both "value" and "valueFrom"', where
        elif len(found) > 1:
            yield f"variable {variable.get('name')} has {len(found)} sources: {', '.join(found)}", where
    for index, item in mappings(container.data.get("envFrom")):
        found = _found(item, _BULK_SOURCES)
        if len(found) > 1 or (not found and not _has_others(item)):
            told = " and ".join(found) if found else "neither configMapRef nor secretRef"
            yield f"envFrom has {told} where it needs one of them", container.at("envFrom", index)


def _has_others(data: dict[str, Any]) -> bool:
    """Whether there is a source after all, if one that is not known here."""
    return any(isinstance(value, dict) for value in data.values())


def _found(data: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    return [name for name in names if isinstance(data.get(name), dict)]
