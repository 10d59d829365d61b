"""A history for the terminal: a line for each deployment, the newest first."""

from collections.abc import Iterator

from manifestlint.core.history import History
from manifestlint.report.history import words

_HEAD = ("when (UTC)", "commit", "by", "what")


def render(history: History) -> str:
    """The deployments, and how to take back the newest."""
    return "".join(f"{line}\n" for line in _lines(history))


def _lines(history: History) -> Iterator[str]:
    if history.deployments:
        yield from _table(history)
    else:
        yield words.nothing(history)
    for note in history.notes:
        yield f"note: {note}"
    if history.way_back:
        yield f"to roll back the newest: {history.way_back}"


def _table(history: History) -> Iterator[str]:
    rows = [_HEAD]
    for each in history.deployments:
        first, *more = words.images(each, history)
        rows.append((words.when(each), each.commit[: words.SHORT], words.author(each), first))
        rows += [("", "", "", line) for line in more]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join((*cells, row[3])).rstrip()
