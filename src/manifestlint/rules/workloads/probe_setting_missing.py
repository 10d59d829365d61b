"""Probes that leave to Kubernetes what a team wants to have written."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, option
from manifestlint.rules.workloads._handlers import probes


@dataclass(frozen=True, slots=True)
class Options:
    """What must be written."""

    settings: tuple[str, ...] = option(
        (), "The numbers that each probe must have, such as `initialDelaySeconds`.", needed=True
    )


@container_rule(
    "probe-setting-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "datree": (
            "CONTAINERS_INCORRECT_INITIALDELAYSECONDS_VALUE",
            "CONTAINERS_INCORRECT_PERIODSECONDS_VALUE",
            "CONTAINERS_INCORRECT_TIMEOUTSECONDS_VALUE",
            "CONTAINERS_INCORRECT_SUCCESSTHRESHOLD_VALUE",
            "CONTAINERS_INCORRECT_FAILURETHRESHOLD_VALUE",
        )
    },
)
def probe_setting_missing(container: Container, options: Options) -> Iterator[Problem]:
    """A probe lacks a number that the team wants to see written.

    What is left out has a default: a probe asks at once, every 10 seconds, waits one second for the answer,
    and gives up after three failures (Kubernetes docs, "Configure Liveness, Readiness and Startup Probes").
    A second is short for a program that starts or is busy. The option `settings` names what must be there,
    for instance `timeoutSeconds` and `failureThreshold`; without it the rule says nothing.

    It is strict because the defaults are good for most.
    """
    for pointer, probe in probes(container) if options.settings else ():
        for setting in options.settings:
            if probe.get(setting) is None:
                text = f"{container.title}: its {pointer[-1]} has no {setting}, so the default counts"
                yield Problem(text, at=container.at(*pointer))
