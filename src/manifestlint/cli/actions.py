"""Inside GitHub Actions."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


def in_actions() -> bool:
    """Whether a step of a workflow runs us."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def summary_file() -> Path | None:
    """What the step's summary is appended to."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    return Path(file) if file else None


@contextmanager
def inert(*, to_stderr: bool = False) -> Iterator[None]:
    """What is printed here is no command to the runner, whatever it reads.

    The runner obeys lines that begin with `::`, spaces apart, and `##[command]` anywhere in a line, until it
    is told to stop; it goes on at a token that nobody can guess (actions/runner, ActionCommandManager.cs).
    """
    if not in_actions():
        yield
        return
    import secrets

    token = secrets.token_hex(16)
    click.echo(f"::stop-commands::{token}", err=to_stderr)
    try:
        yield
    finally:
        click.echo(f"::{token}::", err=to_stderr)
