"""Environment variables of a container that share a name."""

from collections.abc import Iterable, Iterator
from typing import Any

from manifestlint.model.shape import is_same, mappings, text
from manifestlint.model.workload import Container
from manifestlint.rulekit import Fix, Problem, Profile, Related, RemoveKey, Safety, Severity, container_rule


@container_rule(
    "env-name-duplicate",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.SAFE,
    peers={"kube-linter": "duplicate-env-var"},
)
def env_name_duplicate(container: Container) -> Iterator[Problem]:
    """A container has two environment variables of the same name.

    The last one counts, and the API server warns. An apply merges the list by name, so once it changes it
    may be refused: "The order in patch list ... doesn't match $setElementOrder list" (Argo CD docs, "FAQ";
    https://github.com/kubernetes/kubernetes/issues/58477). Remove the one that does not count.

    The fix removes the second of two that are equal.

    A variable that is given again after another one used it, as `$(NAME)`, is left alone: the first value is
    still needed then.

    It is a warning because the pod starts; recommended because a later sync may fail.
    """
    first: dict[str, int] = {}
    variables = list(mappings(container.data.get("env")))
    for index, variable in variables:
        name = text(variable.get("name"))
        if name in first and not _is_used(name, (item for at, item in variables if at > first[name])):
            other = Related("does not count", container.at("env", first[name], "name"))
            message = f'{container.title}: the variable "{name}" is set twice, and the last one counts'
            again = container.at("env", index)
            fix = Fix(f"remove the second {name}", Safety.SAFE, (RemoveKey(again.pointer),))
            is_equal = is_same(variable, container.get("env", first[name]))
            place = container.at("env", index, "name")
            yield Problem(message, place, related=(other,), fix=fix if is_equal else None)
        if name:
            first[name] = index


def _is_used(name: str, variables: Iterable[dict[str, Any]]) -> bool:
    return any(f"$({name})" in text(variable.get("value")) for variable in variables)
