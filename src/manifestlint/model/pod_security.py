"""Which levels of the Pod Security Standards a workload's pods meet, and which its namespace asks for."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from manifestlint.model import pod_baseline, pod_restricted
from manifestlint.model.resource import Resource
from manifestlint.model.shape import strings
from manifestlint.model.violation import NEVER, Violation
from manifestlint.model.workload import Workload, as_workload

PREFIX = "pod-security.kubernetes.io/"
ENFORCE = "enforce"
WARN = "warn"
_VERSION = re.compile(r"v1\.(0|[1-9][0-9]{0,8})")

Control = Callable[[Workload], Iterator[Violation]]


class Level(StrEnum):
    """What a namespace may ask of its pods, from everything goes to as little as possible."""

    PRIVILEGED = "privileged"
    BASELINE = "baseline"
    RESTRICTED = "restricted"


_CONTROLS: tuple[tuple[Level, Control], ...] = (
    (Level.BASELINE, pod_baseline.host_pid_shared),
    (Level.BASELINE, pod_baseline.host_ipc_shared),
    (Level.BASELINE, pod_baseline.host_network_shared),
    (Level.BASELINE, pod_baseline.host_process_container),
    (Level.BASELINE, pod_baseline.privileged_container),
    (Level.BASELINE, pod_baseline.capability_added),
    (Level.BASELINE, pod_baseline.host_path_mounted),
    (Level.BASELINE, pod_baseline.host_port_used),
    (Level.BASELINE, pod_baseline.probe_host_set),
    (Level.BASELINE, pod_baseline.app_armor_disabled),
    (Level.BASELINE, pod_baseline.selinux_options_custom),
    (Level.BASELINE, pod_baseline.proc_mount_unmasked),
    (Level.BASELINE, pod_baseline.seccomp_unconfined),
    (Level.BASELINE, pod_baseline.sysctl_unsafe),
    (Level.RESTRICTED, pod_restricted.volume_type_forbidden),
    (Level.RESTRICTED, pod_restricted.privilege_escalation_not_forbidden),
    (Level.RESTRICTED, pod_restricted.runs_as_root),
    (Level.RESTRICTED, pod_restricted.user_zero),
    (Level.RESTRICTED, pod_restricted.seccomp_missing),
    (Level.RESTRICTED, pod_restricted.capabilities_not_dropped),
    (Level.RESTRICTED, pod_restricted.capability_added_back),
    (Level.RESTRICTED, pod_baseline.proc_mount_unmasked_anywhere),
)
"""Each control with the lowest level that it belongs to; a level has those of the lower ones too."""


@dataclass(frozen=True, slots=True)
class Breach:
    """That a level does not admit a workload's pods, why, and in which releases (1.x) of the standard."""

    level: Level
    words: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Demand:
    """The level that a namespace asks for in one mode, and the release (1.x) of the standard."""

    level: Level
    version: int


@dataclass(frozen=True, slots=True)
class SecurityFacts:
    """What the bundle must know of a workload, or of a Namespace, to tell whether its pods are admitted."""

    breaches: tuple[Breach, ...] = ()
    cluster: int = NEVER
    """The release (1.x) of Kubernetes that a workload is for."""
    enforced: Demand | None = None
    """What a Namespace enforces; None where it says nothing that can be understood."""
    warned: Demand | None = None
    """What it has the API server warn of."""

    def demand(self, mode: str) -> Demand | None:
        """What a Namespace asks for in a mode."""
        return self.warned if mode == WARN else self.enforced

    def against(self, level: Level, version: int) -> tuple[str, ...]:
        """Why a level of the standard, as of a release, forbids the pods."""
        minor = min(version, self.cluster)
        found = (
            breach.words
            for breach in self.breaches
            if (breach.level is Level.BASELINE or level is Level.RESTRICTED)
            and breach.since <= minor < breach.until
        )
        return () if level is Level.PRIVILEGED else tuple(dict.fromkeys(found))


def minor_of(resource: Resource) -> int:
    """The release of Kubernetes that an object is for, as 1.x; a distant one where nobody says."""
    return NEVER - 1 if resource.cluster is None else resource.cluster.minor


def read_security(resource: Resource) -> SecurityFacts | None:
    """The facts about a workload or a Namespace; None where there is nothing to say."""
    if (resource.id.group, resource.id.kind) == ("", "Namespace"):
        labels = strings(resource.get("metadata", "labels"))
        enforced, warned = read_labels(labels, ENFORCE), read_labels(labels, WARN)
        return SecurityFacts(enforced=enforced, warned=warned) if enforced or warned else None
    workload = as_workload(resource)
    if workload is None:
        return None
    breaches = dict.fromkeys(
        Breach(level, violation.words, violation.since, violation.until)
        for level, control in _CONTROLS
        for violation in control(workload)
    )
    return SecurityFacts(tuple(breaches), minor_of(resource)) if breaches else None


def read_labels(labels: dict[str, str], mode: str) -> Demand | None:
    """What labels of a namespace ask for in a mode.

    Without a version the newest that the API server knows is meant (Kubernetes docs, "Pod Security
    Admission").
    """
    level = labels.get(PREFIX + mode, "")
    if level not in list(Level):
        return None
    version = _VERSION.fullmatch(labels.get(f"{PREFIX}{mode}-version", ""))
    return Demand(Level(level), int(version[1]) if version else NEVER)


def is_version(text: str) -> bool:
    """Whether a label names a release of the standard."""
    return text == "latest" or _VERSION.fullmatch(text) is not None
