"""Environment variables with two values."""

from collections.abc import Iterator
from dataclasses import replace

from manifestlint.model.workload import Container
from manifestlint.rulekit import Fix, Problem, Profile, RemoveKey, Safety, Severity, container_rule
from manifestlint.rules.workloads._environment import repetitions


@container_rule(
    "env-conflicting",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={"kube-linter": "duplicate-env-var", "kube-score": "environment-variable-key-duplication"},
)
def env_conflicting(container: Container) -> Iterator[Problem]:
    """An environment variable stands twice in a container, with two values.

    The last one counts (Kubernetes reference, "EnvVar"; `pkg/kubelet/kubelet_pods.go`,
    `makeEnvironmentVariables`, v1.35), and people read the first. An apply merges the list by name, so a
    later sync may be refused as well (see `env-name-duplicate`).

    Remove the one that is not meant. A variable that is given again after another one used it, as in
    `$(PATH):/app/bin`, is left alone: the first value is still needed then.

    It is an error, and recommended, because one of the two values is a mistake.
    """
    for each in repetitions(container):
        if not each.equal:
            edit = RemoveKey(container.at("env", each.first).pointer)
            fix = Fix(f"remove the first {each.name}, which does not count", Safety.UNSAFE, (edit,))
            yield replace(each.problem("has two values, and the last one counts"), fix=fix)
