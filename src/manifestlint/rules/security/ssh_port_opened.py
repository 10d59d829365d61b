"""Containers that one can log in to."""

from collections.abc import Iterator

from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule
from manifestlint.rules.security._ports import opened

_SSH = 22


@container_rule(
    "ssh-port-opened",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": "ssh-port"},
)
def ssh_port_opened(container: Container) -> Iterator[Problem]:
    """A container listens on port 22, where SSH is spoken.

    A shell that is reached past the API server asks none of its rules, and leaves no trace in its audit log.
    `kubectl exec` and `kubectl debug` do the same work under RBAC (Kubernetes docs, "Get a Shell to a Running
    Container"). Git and file servers that speak SSH can listen on another port, and their Service on 22.

    It is strict because such servers are no mistake.
    """
    for index, number, protocol in opened(container):
        if number == _SSH and protocol == "TCP":
            text = f"{container.title}: it listens on port 22, where SSH gives a shell past the API server"
            yield Problem(text, container.at("ports", index, "containerPort"))
