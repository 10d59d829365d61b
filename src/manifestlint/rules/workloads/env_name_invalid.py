"""Environment variables that no process can have."""

import json
import re
from collections.abc import Iterator

from manifestlint.model.shape import mappings
from manifestlint.model.workload import Container
from manifestlint.rulekit import Fault, Problem, Profile, Severity, container_rule, refusals

_FORM = 'printable ASCII characters without "="'
_OLD_FORM = 'before Kubernetes 1.32 letters, digits, "-", "_" and ".", not starting with a digit'
_OLD = re.compile(r"[-._a-zA-Z][-._a-zA-Z0-9]*")


@container_rule("env-name-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def env_name_invalid(container: Container) -> Iterator[Problem]:
    """An environment variable has a name that no variable can have.

    The API server refuses it (apimachinery `pkg/util/validation/validation.go`, `IsRelaxedEnvVarName`,
    v1.35): a name is not empty and consists of printable ASCII characters other than `=`. The same holds
    for the `prefix` of `envFrom`. A whole assignment in `name` (`LOG_LEVEL=info`) is the usual reason.

    Up to v1.31 a name also has to be made of letters, digits, `-`, `_` and `.`, and not to start with a
    digit or `..` (`IsEnvVarName`; the feature gate RelaxedEnvironmentVariableValidation is on from v1.32).
    That is told where the object is for such a cluster.

    It is essential: nothing of it reaches the cluster.
    """
    yield from refusals(container, _faults(container))


def _faults(container: Container) -> Iterator[Fault]:
    relaxed = container.workload.resource.on(32)
    form = _FORM if relaxed else _OLD_FORM
    for index, variable in mappings(container.data.get("env")):
        name = variable.get("name")
        if isinstance(name, str) and not _is_name(name, relaxed=relaxed):
            yield f"{json.dumps(name)} is no name of a variable ({form})", container.at("env", index, "name")
    for index, source in mappings(container.data.get("envFrom")):
        prefix = source.get("prefix")
        if isinstance(prefix, str) and prefix and not _is_name(prefix, relaxed=relaxed):
            place = container.at("envFrom", index, "prefix")
            yield f"{json.dumps(prefix)} is no prefix of variables ({form})", place


def _is_name(name: str, *, relaxed: bool) -> bool:
    if relaxed:
        return name.isascii() and name.isprintable() and name != "" and "=" not in name
    return bool(_OLD.fullmatch(name)) and name != "." and not name.startswith("..")
