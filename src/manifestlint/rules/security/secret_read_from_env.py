"""Secrets that stand in the environment of a process."""

from collections.abc import Iterator

from manifestlint.model.shape import dig, mappings, text
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule

_END = "which children, crash reports and logs of its process get too"


@container_rule(
    "secret-read-from-env",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "read-secret-from-env-var",
        "checkov": "CKV_K8S_35",
        "kyverno": "secrets-not-from-env-vars",
    },
)
def secret_read_from_env(container: Container) -> Iterator[Problem]:
    """A container takes a Secret as an environment variable.

    Each process that it starts gets the environment too, error reports and logs often show it, and a changed
    Secret is seen only after a restart (Kubernetes docs, "Good practices for Kubernetes Secrets"; "Secrets").
    Mount the Secret as a volume and let the program read the file.

    It is strict because many images take their password from nowhere else.
    """
    for index, variable in mappings(container.data.get("env")):
        name = text(dig(variable, "valueFrom", "secretKeyRef", "name"))
        if name:
            reason = f'Secret {name} goes into the variable "{text(variable.get("name"))}", {_END}'
            place = container.at("env", index, "valueFrom", "secretKeyRef", "name")
            yield Problem(f"{container.title}: {reason}", place)
    for index, source in mappings(container.data.get("envFrom")):
        name = text(dig(source, "secretRef", "name"))
        if name:
            reason = f"Secret {name} goes into the environment, {_END}"
            yield Problem(f"{container.title}: {reason}", container.at("envFrom", index, "secretRef", "name"))
