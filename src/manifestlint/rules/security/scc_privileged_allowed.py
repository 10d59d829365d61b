"""OpenShift's constraints that constrain nothing."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule

_GROUPS = frozenset({"", "security.openshift.io"})
_FIELD = "allowPrivilegedContainer"


@resource_rule(
    "scc-privileged-allowed",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("SecurityContextConstraints",),
    peers={"kube-linter": "scc-deny-privileged-container"},
)
def scc_privileged_allowed(resource: Resource) -> Iterator[Problem]:
    """OpenShift's `SecurityContextConstraints` let containers be privileged.

    Whoever may use them can start a container that is root on its node (OpenShift docs, "Managing security
    context constraints"). Set `allowPrivilegedContainer: false`, and allow the single capabilities, volumes
    and users that are needed.

    It is a warning, and recommended, because few programs need it, and those can be named in an exception.
    """
    if resource.id.group in _GROUPS and resource.get(_FIELD) is True:
        text = f"{resource.id}: {_FIELD} is true, so whoever may use it can be root on a node"
        yield Problem(text, at(_FIELD))
