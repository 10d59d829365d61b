"""Environment variables with two values."""

from collections.abc import Iterator

from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule
from manifestlint.rules.workloads._environment import repetitions


@container_rule(
    "env-conflicting",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-linter": "duplicate-env-var", "kube-score": "environment-variable-key-duplication"},
)
def env_conflicting(container: Container) -> Iterator[Problem]:
    """An environment variable stands twice in a container, with two values.

    The last one counts (Kubernetes reference, "EnvVar"; `pkg/kubelet/kubelet_pods.go`,
    `makeEnvironmentVariables`, v1.35), and people read the first. Server-side apply, which Argo CD uses with
    `ServerSideApply=true`, refuses the object, because names are unique in `env` (structured-merge-diff,
    "duplicate entries for key").

    Remove the one that is not meant. A variable that builds on what it was, as in `$(PATH):/app/bin`, is
    not told; the same value twice is told by `env-duplicate`.

    It is recommended because one of the two values is a mistake.
    """
    for each in repetitions(container):
        if not each.equal:
            yield each.problem("has two values, and only the last counts")
