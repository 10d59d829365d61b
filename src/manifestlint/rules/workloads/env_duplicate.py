"""Environment variables that are written twice."""

from collections.abc import Iterator

from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule
from manifestlint.rules.workloads._environment import repetitions


@container_rule(
    "env-duplicate",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-linter": "duplicate-env-var", "kube-score": "environment-variable-key-duplication"},
)
def env_duplicate(container: Container) -> Iterator[Problem]:
    """An environment variable stands twice in a container, with the same value.

    Whoever changes one of them changes nothing or everything, depending on which. Server-side apply, which
    Argo CD uses with `ServerSideApply=true`, refuses the object, because names are unique in `env`
    (structured-merge-diff, "duplicate entries for key").

    Remove one of them. Two values are told by `env-conflicting`.

    It is recommended because nobody writes a variable twice on purpose.
    """
    for each in repetitions(container):
        if each.equal:
            yield each.problem("stands there twice, with the same value")
