"""Environment variables that no process can have."""

import json
from collections.abc import Iterator

from manifestlint.model.shape import mappings
from manifestlint.model.workload import Container
from manifestlint.rulekit import Fault, Problem, Profile, Severity, container_rule, refusals

_FORM = 'printable ASCII characters without "="'


@container_rule("env-name-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def env_name_invalid(container: Container) -> Iterator[Problem]:
    """An environment variable has a name that no variable can have.

    The API server refuses it (apimachinery `pkg/util/validation/validation.go`, `IsRelaxedEnvVarName`,
    v1.35): a name is not empty and consists of printable ASCII characters other than `=`. The same holds
    for the `prefix` of `envFrom`. A whole assignment in `name` (`LOG_LEVEL=info`) is the usual reason.

    Up to v1.31 a name also had to be made of letters, digits, `-`, `_` and `.` and not to start with a
    digit (feature gate RelaxedEnvironmentVariableValidation). That is not told, because newer clusters take
    it.

    It is essential: nothing of it reaches the cluster.
    """
    yield from refusals(container, _faults(container))


def _faults(container: Container) -> Iterator[Fault]:
    for index, variable in mappings(container.data.get("env")):
        name = variable.get("name")
        if isinstance(name, str) and not _is_name(name):
            yield f"{json.dumps(name)} is no name of a variable ({_FORM})", container.at("env", index, "name")
    for index, source in mappings(container.data.get("envFrom")):
        prefix = source.get("prefix")
        if isinstance(prefix, str) and prefix and not _is_name(prefix):
            yield (
                f"{json.dumps(prefix)} is no prefix of variables ({_FORM})",
                container.at("envFrom", index, "prefix"),
            )


def _is_name(name: str) -> bool:
    return name.isascii() and name.isprintable() and name != "" and "=" not in name
