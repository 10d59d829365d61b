"""A history as a table."""

from collections.abc import Iterator

from manifestlint.core.history import History
from manifestlint.report.history import words
from manifestlint.report.markup import code, escaped


def render(history: History) -> str:
    """The deployments, and how to take back the newest."""
    return "".join(f"{line}\n" for line in _lines(history))


def _lines(history: History) -> Iterator[str]:
    if history.deployments:
        yield "| when (UTC) | commit | by | what |"
        yield "|---|---|---|---|"
    else:
        yield escaped(words.nothing(history))
    for each in history.deployments:
        what = "<br>".join(escaped(line) for line in words.images(each, history))
        commit = code(each.commit[: words.SHORT])
        yield f"| {words.when(each)} | {commit} | {escaped(words.author(each))} | {what} |"
    for note in history.notes:
        yield f"\nnote: {escaped(note)}"
    if history.way_back:
        yield f"\nTo roll back the newest: {code(history.way_back)}"
