"""Pods that come, get ready and go, told as counts over time."""

from dataclasses import dataclass, field

from manifestlint.core.rollout import Rolled, Step, Timing
from manifestlint.core.words import counted

_MOST_STEPS = 2_000
"""So many steps nobody reads, and a number of replicas can be anything."""


@dataclass(slots=True)
class _Batch:
    """New pods that were created together."""

    count: int
    ready_at: int
    available_at: int


@dataclass
class PodFlow:
    """The pods of one workload during an update. Those of a batch do everything together."""

    timing: Timing
    old: int
    """Old pods that are ready."""
    unready: int = 0
    """Old pods that are not."""
    works: bool = True
    """Whether new pods ever get ready."""
    now: int = 0
    steps: list[Step] = field(default_factory=list)
    silence: int = 0
    _batches: list[_Batch] = field(default_factory=list)
    _ending: list[tuple[int, int]] = field(default_factory=list)
    _progress: int = 0

    def __post_init__(self) -> None:
        self._tell("before", progress=True)

    @property
    def all_old(self) -> int:
        """Old pods that were not told to end."""
        return self.old + self.unready

    @property
    def new(self) -> int:
        """New pods."""
        return sum(batch.count for batch in self._batches)

    @property
    def ready(self) -> int:
        """Pods that get traffic."""
        return self.old + self._new_by("ready_at")

    @property
    def available(self) -> int:
        """New pods that have been ready for `minReadySeconds`."""
        return self._new_by("available_at")

    @property
    def ending(self) -> int:
        """Pods that may still run."""
        return sum(count for _, count in self._ending)

    @property
    def is_full(self) -> bool:
        """Whether there are more steps than are told."""
        return len(self.steps) >= _MOST_STEPS

    def create(self, count: int) -> None:
        """New pods are started."""
        ready = self.now + self.timing.ready
        self._batches.append(_Batch(count, ready, ready + self.timing.settled))
        self._tell(f"{counted(count, 'new pod')} created", progress=True)

    def remove(self, count: int) -> None:
        """Old pods are told to end, those that are not ready first, as a ReplicaSet chooses them."""
        sick = min(count, self.unready)
        self.unready -= sick
        self.old -= count - sick
        self._ending.append((self.now + self.timing.ending, count))
        self._tell(f"{counted(count, 'old pod')} told to end", progress=True)

    def wait(self) -> bool:
        """Go on to the next thing that happens by itself; False where nothing will."""
        moments = [moment for moment, _ in self._ending]
        if self.works:
            moments += (m for b in self._batches for m in (b.ready_at, b.available_at) if m > self.now)
        if not moments or self.is_full:
            return False
        before, available, ending = self.ready, self.available, self.ending
        self.now = min(moments)
        self._ending = [(moment, count) for moment, count in self._ending if moment > self.now]
        events = (
            (self.ready - before, "new pod", "ready", True),
            (self.available - available, "new pod", "available", True),
            (ending - self.ending, "old pod", "gone", False),
        )
        told = [(f"{counted(n, what)} {how}", moves) for n, what, how, moves in events if n > 0]
        if not self.timing.settled:
            told = [each for each in told if not each[0].endswith("available")]
        self._tell(", ".join(text for text, _ in told), progress=any(moves for _, moves in told))
        return True

    def wait_until_available(self) -> bool:
        """Wait for all new pods; False where that never comes."""
        while self.available < self.new:
            if not self.wait():
                return False
        return True

    def wait_until_gone(self) -> bool:
        """Wait for all pods that end."""
        while self._ending:
            if not self.wait():
                return False
        return True

    def rolled(self, replicas: int, *, finished: bool, kept: int = 0) -> Rolled:
        """The whole course, with what still ends."""
        finished = finished and not self.is_full
        while self.wait():
            pass
        return Rolled(replicas, self.timing, tuple(self.steps), finished, self.silence, kept)

    def _new_by(self, moment: str) -> int:
        if not self.works:
            return 0
        return sum(batch.count for batch in self._batches if getattr(batch, moment) <= self.now)

    def _tell(self, event: str, *, progress: bool) -> None:
        if progress:
            self.silence = max(self.silence, self.now - self._progress)
            self._progress = self.now
        self.steps.append(Step(self.now, self.all_old, self.new, self.ready, self.ending, event))
