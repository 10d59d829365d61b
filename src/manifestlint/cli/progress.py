"""A bar for whoever waits at a terminal; it is gone before anything else is printed."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from manifestlint.api import Request
from manifestlint.cli.output import Output
from manifestlint.cli.terminal import can_move

if TYPE_CHECKING:
    from threading import Lock

    from rich.progress import Progress, TaskID

_PATIENCE = 1.0
"""Seconds after which people wonder whether anything happens."""
_FOR_PEOPLE = frozenset({"concise", "markdown", "text"})


@contextmanager
def watched(request: Request, outputs: Iterable[Output] = ()) -> Iterator[Request]:
    """The request, with a bar on standard error where somebody looks at it and it takes a while."""
    machine = any(output.file is None and output.format not in _FOR_PEOPLE for output in outputs)
    if machine or not can_move(sys.stderr):
        yield request
        return
    import threading

    bar = _Bar(threading.Lock())
    timer = threading.Timer(_PATIENCE, bar.show)
    timer.daemon = True
    timer.start()
    try:
        yield replace(request, progress=bar.tell)
    finally:
        timer.cancel()
        bar.hide()


class _Bar:
    """Shown from another thread, since what takes long may be the very first thing."""

    def __init__(self, lock: "Lock") -> None:
        self._lock = lock
        self._over = False
        self._shown: tuple[Progress, TaskID] | None = None
        self._done, self._total = 0, 0

    def tell(self, done: int, total: int) -> None:
        self._done, self._total = done, total
        if self._shown:
            self._update(*self._shown)

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with self._lock:
            if self._over:
                return
            bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
            self._shown = bar, bar.add_task("reading", total=None)
            self._update(*self._shown)
            bar.start()

    def hide(self) -> None:
        with self._lock:
            self._over = True
            if self._shown:
                self._shown[0].stop()

    def _update(self, bar: "Progress", task: "TaskID") -> None:
        if self._total:
            what = "checking files" if self._done < self._total else "putting it together"
            bar.update(task, description=what, completed=self._done, total=self._total)
