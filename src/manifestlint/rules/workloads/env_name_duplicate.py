"""Environment variables that are written twice."""

from collections.abc import Iterator
from dataclasses import replace

from manifestlint.model.workload import Container
from manifestlint.rulekit import Fix, Problem, Profile, RemoveKey, Safety, Severity, container_rule
from manifestlint.rules.workloads._environment import repetitions


@container_rule(
    "env-name-duplicate",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.SAFE,
    peers={"kube-linter": "duplicate-env-var", "kube-score": "environment-variable-key-duplication"},
)
def env_name_duplicate(container: Container) -> Iterator[Problem]:
    """A container has an environment variable twice, with the same value.

    The last one counts, and the API server warns. An apply merges the list by name, so once it changes it
    may be refused: "The order in patch list ... doesn't match $setElementOrder list" (Argo CD docs, "FAQ";
    https://github.com/kubernetes/kubernetes/issues/58477). And whoever changes one of the two may change
    nothing.

    Remove one of them; the fix removes the second. Two values are told by `env-conflicting`. A variable that
    is given again after another one used it, as `$(NAME)`, is left alone: the first value is still needed
    then.

    It is a warning because the pod starts; recommended because a later sync may fail.
    """
    for each in repetitions(container):
        if each.equal:
            edit = RemoveKey(container.at("env", each.again).pointer)
            fix = Fix(f"remove the second {each.name}", Safety.SAFE, (edit,))
            yield replace(each.problem("is set twice, to the same value"), fix=fix)
