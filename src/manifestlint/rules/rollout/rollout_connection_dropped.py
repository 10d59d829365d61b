"""Pods that are killed before they have ended."""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.model.probe_timing import grace_period
from manifestlint.model.shape import dig, integer, sequence
from manifestlint.model.workload import Container, Role
from manifestlint.rulekit import Problem, Profile, Severity, container_rule

_SLEEP = re.compile(r"(?:^|[\s;&|(/])sleep\s+([0-9]{1,6})(?:\.0*)?(s|m)?(?=$|[\s;&|)])", re.ASCII)


@container_rule(
    "rollout-connection-dropped", severity=Severity.ERROR, profile=Profile.RECOMMENDED, since="0.1"
)
def rollout_connection_dropped(container: Container) -> Iterator[Problem]:
    """A container waits in `preStop` for as long as its pod has to end, or longer.

    `terminationGracePeriodSeconds`, 30 where it is left out, counts from the word to end and holds the hook
    too (Kubernetes docs, "Container Lifecycle Hooks", hook handler execution). When it is over the kubelet
    kills the container two seconds later (`pkg/kubelet/kuberuntime/kuberuntime_container.go`,
    `killContainer`, v1.35): the program gets no time for the requests that it is still answering, in every
    update and at every drain of a node.

    Read are the hook's `sleep` and the `sleep` commands of `exec`, with plain numbers. A `sleep` of the hook
    that is longer than the period is refused, and told by `handler-invalid`. Raise
    `terminationGracePeriodSeconds` to the wait and what the program needs after it.

    It is recommended, not essential, because the rollout goes on: what fails are the requests of its users.
    """
    if container.role not in {Role.MAIN, Role.SIDECAR}:
        return
    grace = grace_period(container.workload)
    for path, seconds in _waits(container.get("lifecycle", "preStop")):
        refused = path[0] == "sleep" and seconds > grace
        if seconds >= grace > 0 and not refused:
            text = (
                f"{container.title}: preStop waits {seconds} seconds, and the pod has {grace} to end:"
                " it is killed while it still answers"
            )
            yield Problem(text, at=container.at("lifecycle", "preStop", *path))


def _waits(hook: Any) -> Iterator[tuple[tuple[str, ...], int]]:
    slept = integer(dig(hook, "sleep", "seconds"))
    if slept is not None:
        yield ("sleep", "seconds"), slept
    words = [word for word in sequence(dig(hook, "exec", "command")) if isinstance(word, str)]
    found = _SLEEP.findall(" ".join(words))
    if found:
        yield ("exec", "command"), max(int(count) * (60 if unit == "m" else 1) for count, unit in found)
