"""Containers that are told to let processes gain privileges."""

from collections.abc import Iterator

from manifestlint.model.security import CONTEXT, own_context
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Safety, Severity, container_rule
from manifestlint.rules.security._mend import without_escalation

_FIELD = "allowPrivilegeEscalation"


@container_rule(
    "privilege-escalation-allowed",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={"kube-linter": "privilege-escalation-container"},
    subsumes=("privilege-escalation-not-forbidden",),
)
def privilege_escalation_allowed(container: Container) -> Iterator[Problem]:
    """A container says `allowPrivilegeEscalation: true`.

    A process may then get more rights than its parent, as by `sudo` or a set-user-id program in the image
    (Kubernetes docs, "Configure a Security Context"). Who breaks into a container that does not run as root
    can so become root in it.

    Write `false`. A container that leaves the field out allows it as well: that is told by
    `privilege-escalation-not-forbidden`.

    It is recommended, since somebody asked for it in so many words, and few programs need it.
    """
    if own_context(container).get(_FIELD) is True:
        text = f"{container.title}: {_FIELD} is true, so a set-user-id program in its image gives root"
        yield Problem(text, at=container.at(CONTEXT, _FIELD), fix=without_escalation(container))
