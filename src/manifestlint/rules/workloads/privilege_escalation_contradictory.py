"""Containers that may and may not gain privileges."""

from collections.abc import Iterator

from manifestlint.model.shape import dig, sequence
from manifestlint.model.workload import Container
from manifestlint.rulekit import Fault, Problem, Profile, Severity, container_rule, refusals

_CONTEXT = "securityContext"
_FIELD = "allowPrivilegeEscalation"


@container_rule(
    "privilege-escalation-contradictory", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1"
)
def privilege_escalation_contradictory(container: Container) -> Iterator[Problem]:
    """`allowPrivilegeEscalation: false` stands beside privileges that include it.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `ValidateSecurityContext`, v1.35): a container that is `privileged`, or has the capability
    `CAP_SYS_ADMIN`, can always gain privileges. The server knows the capability by that name only;
    `SYS_ADMIN`, as most write it, has the same effect and is taken.

    Take the privileges away if the container can do without them, else leave `allowPrivilegeEscalation`
    out.

    It is essential: nothing of it reaches the cluster.
    """
    context = container.data.get(_CONTEXT)
    if isinstance(context, dict) and context.get(_FIELD) is False:
        yield from refusals(container, _faults(container))


def _faults(container: Container) -> Iterator[Fault]:
    place = container.at(_CONTEXT, _FIELD)
    if container.get(_CONTEXT, "privileged") is True:
        yield f"{_FIELD} is false, and privileged is true", place
    if "CAP_SYS_ADMIN" in sequence(dig(container.data, _CONTEXT, "capabilities", "add")):
        yield f"{_FIELD} is false, and CAP_SYS_ADMIN is added", place
