"""How often Python looks for garbage. What a run makes lives until it ends, or goes without that."""

import gc
from threading import Lock
from types import TracebackType

_SELDOM = (2_000_000, 20, 20)


def look_less_often() -> None:
    """From now on; for a process that does nothing but one run."""
    gc.set_threshold(*_SELDOM)


class LessOften:
    """A context for a run in a process that goes on: the last one that ends puts back what was so before."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._runs = 0
        self._before = _SELDOM

    def __enter__(self) -> None:
        with self._lock:
            if not self._runs:
                self._before = gc.get_threshold()
                look_less_often()
            self._runs += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._runs -= 1
            if not self._runs:
                gc.set_threshold(*self._before)


LESS_OFTEN = LessOften()
