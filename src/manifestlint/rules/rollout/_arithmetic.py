"""How many pods stay ready during a rolling update."""

from dataclasses import dataclass

from manifestlint.core.words import counted
from manifestlint.model.rollout import lowest_ready
from manifestlint.model.strategy import ROLLING, Strategy, rolling_bounds, scaled
from manifestlint.rulekit import Pointer


@dataclass(frozen=True, slots=True)
class Shortfall:
    """An update that takes more pods away than may be missed."""

    strategy: Strategy
    replicas: int
    surge: int
    ready: int
    needed: int

    @property
    def pointer(self) -> Pointer:
        """The field that decides: the one written, else the place where it would be."""
        strategy = self.strategy
        if strategy.max_unavailable is None and strategy.max_surge is not None and self.surge == 0:
            return (*strategy.numbers, "maxSurge")
        return (*strategy.numbers, "maxUnavailable") if strategy.written else ("spec", "replicas")

    def __str__(self) -> str:
        ready = counted(self.ready, "pod")
        return f"{counted(self.replicas, 'replica')}, {self._reason}: {ready} ready, {self.needed} needed"

    @property
    def _reason(self) -> str:
        strategy, count = self.strategy, self.replicas - self.ready
        written = strategy.numbers_filled[1]
        left_out = " (the default)" if strategy.max_unavailable is None else ""
        told = f"maxUnavailable {written}{left_out}"
        if self.surge == 0 and scaled(written, self.replicas, round_up=False) == 0:
            return f"{told} and maxSurge {strategy.max_surge} both come to 0, so {count} goes first"
        return told if written == count else f"{told} is {count}"


def needed_pods(ready: int | str, replicas: int) -> int:
    """The option `ready` as a number of pods."""
    return scaled(ready, replicas, round_up=True) or 0


def shortfall(strategy: Strategy | None, replicas: int, needed: int) -> Shortfall | None:
    """What is missing at this number of replicas; None where enough pods stay ready."""
    if strategy is None or strategy.type not in ROLLING or _is_refused(strategy):
        return None
    bounds, ready = rolling_bounds(strategy, replicas), lowest_ready(strategy, replicas)
    needed = min(needed, replicas - 1 if strategy.in_place else replicas)
    if bounds is None or ready is None or ready >= needed:
        return None
    return Shortfall(strategy, replicas, bounds[0], ready, needed)


def _is_refused(strategy: Strategy) -> bool:
    """Whether both numbers are nothing, which the API server does not take, so no update ever runs."""
    return all(number in (0, "0%") for number in (strategy.max_surge, strategy.max_unavailable))
