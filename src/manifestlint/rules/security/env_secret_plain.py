"""Secrets that everybody reads who reads the manifest."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.shape import mappings, text
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, option
from manifestlint.rules.security._secrets import HARMLESS, NAMES, is_secret, shape_of


@dataclass(frozen=True, slots=True)
class Options:
    """Which names mean a secret; upper and lower case are the same."""

    names: str = option(NAMES, "What names of secrets have in them, a regular expression.", format="regex")
    harmless: str = option(
        HARMLESS, "What names have in them that are no secrets all the same.", format="regex"
    )


@container_rule(
    "env-secret-plain",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-linter": "env-var-secret", "polaris": "sensitiveContainerEnvVar"},
)
def env_secret_plain(container: Container, options: Options) -> Iterator[Problem]:
    """An environment variable has a secret as its plain value.

    Everybody who may read the repository, its history or the object in the cluster has it, and the history
    keeps it for ever. Put it into a Secret that something outside of Git fills (a SealedSecret, an
    ExternalSecret, SOPS), take it from there with `valueFrom.secretKeyRef`, and change the secret itself: it
    is known (Kubernetes docs, "Good practices for Kubernetes Secrets").

    A variable is told by its name, or because its value is a private key or an access token. Empty values,
    switches, numbers, paths, addresses and references to a store of secrets are left alone. The options
    `names` and `harmless` replace the patterns.

    It is a warning, and recommended, because a password in Git is one that has to be changed.
    """
    for index, variable in mappings(container.data.get("env")):
        name, value = text(variable.get("name")), text(variable.get("value"))
        if not value:
            continue
        shape = shape_of(value)
        if shape or is_secret(name, value, options.names, options.harmless):
            what = f"holds {shape} in plain text" if shape else "holds a secret in plain text"
            reason = f'the variable "{name}" {what}, for all who may read Git or the pod'
            yield Problem(f"{container.title}: {reason}", container.at("env", index, "name"))
