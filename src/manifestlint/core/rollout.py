"""A rollout told step by step: plain data, made by `model/rollout.py`."""

from dataclasses import dataclass
from functools import cached_property

from manifestlint.core.resource import ResourceRef


@dataclass(frozen=True, slots=True)
class Step:
    """How things stand from a second on, until the next step."""

    seconds: int
    old: int
    """Pods of the old version that are not told to end."""
    new: int
    ready: int
    """Pods of both versions that get traffic."""
    ending: int
    """Pods that were told to end and may still run; they get no new traffic."""
    event: str
    """What has happened: `2 new pods ready`."""

    @property
    def pods(self) -> int:
        """Pods as the controller counts them."""
        return self.old + self.new

    @property
    def all_pods(self) -> int:
        """Pods that take room, those that end included."""
        return self.pods + self.ending


@dataclass(frozen=True, slots=True)
class Timing:
    """How long the pods of a workload take, in seconds."""

    ready: int
    """From a pod's creation until it is ready, at least."""
    settled: int
    """From then until it counts as available: `minReadySeconds`."""
    ending: int
    """From the word to end until it is gone, at most: the grace period."""


@dataclass(frozen=True)
class Rolled:
    """All steps of an update. The lookups are kept, hence no slots."""

    replicas: int
    timing: Timing
    steps: tuple[Step, ...]
    finished: bool
    """False where it stalls, or has more steps than are told."""
    silence: int
    """The longest time without progress in seconds: no pod came, went, or got ready."""
    kept: int = 0
    """Pods that are to stay old, below a StatefulSet's partition."""

    @cached_property
    def lowest(self) -> int:
        """The fewest pods that are ready at a time."""
        return min(step.ready for step in self.steps)

    @cached_property
    def highest(self) -> int:
        """The most pods at a time, as the controller counts them."""
        return max(step.pods for step in self.steps)

    @cached_property
    def crowd(self) -> int:
        """The most pods at a time, those that end included."""
        return max(step.all_pods for step in self.steps)

    @property
    def seconds(self) -> int:
        """When the last thing happens."""
        return self.steps[-1].seconds


@dataclass(frozen=True, slots=True)
class RolloutPlan:
    """What an update of a workload does, if the new version works and if it never gets ready."""

    ref: ResourceRef
    path: str
    strategy: str
    """As people say it: `RollingUpdate, maxSurge 1, maxUnavailable 0`."""
    good: Rolled
    failed: Rolled
    deadline: int | None
    """Seconds without progress after which the update is called failed; None where that never happens."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rollouts:
    """The updates of some workloads."""

    plans: tuple[RolloutPlan, ...]
    unknown: tuple[str, ...] = ()
    """Workloads of whose updates nothing can be said, and why."""
    broken: tuple[str, ...] = ()
    """What could not be read."""
