"""Containers with more capabilities than the runtime gives."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, option
from manifestlint.rules.security._linux import capabilities


@dataclass(frozen=True, slots=True)
class Options:
    """What may be added."""

    allowed: tuple[str, ...] = option(
        ("NET_BIND_SERVICE",), "Capabilities that may be added, in upper case, without `CAP_`."
    )


@container_rule(
    "capability-not-allowed",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"checkov": ("CKV_K8S_25", "CKV_K8S_24"), "gatekeeper": "K8sPSPCapabilities"},
)
def capability_not_allowed(container: Container, options: Options) -> Iterator[Problem]:
    """A container is given a capability that it would not have otherwise.

    A capability is a part of what root may do, and each makes a break-out worth more (Kubernetes docs,
    "Configure a Security Context"). Add only what the program fails without; where all are dropped, add back
    the few that it needs and allow those in the option `allowed`. `NET_BIND_SERVICE`, with which a process
    may listen on ports below 1024, is allowed from the start.

    It is strict because a capability is often added for a reason; those that endanger the node have rules of
    their own.
    """
    if container.workload.is_windows:
        return
    for index, name in enumerate(capabilities(container, "add")):
        if name and name not in options.allowed:
            text = f"{container.title}: the capability {name} is added, a part of what root may do"
            yield Problem(text, container.at("securityContext", "capabilities", "add", index))
