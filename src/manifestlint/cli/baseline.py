"""`manifestlint baseline`."""

import os
import sys
from pathlib import Path

import click

from manifestlint.api import Request, UsageError, baseline
from manifestlint.cli.progress import watched
from manifestlint.core.words import counted, printable


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--policies", type=click.Path(path_type=Path), help="Folder or file of the PolicySet.")
@click.option("--prune", is_flag=True, help="Only take out what cannot be found any more.")
def command(paths: tuple[Path, ...], policies: Path | None, prune: bool) -> None:
    """Write the findings of today to baseline.json beside the PolicySet, so that only new ones decide.

    What stands there is known by rule, object and key: it covers no second place. What a change does, and
    what cannot be checked, never enters it.

    Exit codes: 0 written, 2 there is no PolicySet to lay it beside, 3 something could not be checked.
    """
    try:
        with watched(Request(paths=paths or (Path(),), policies=policies)) as request:
            done = baseline(request, prune=prune)
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    shown = os.path.relpath(done.file)
    parts = [f"{counted(done.known, 'finding')} known"]
    if done.added:
        parts.append(f"{done.added} of them added")
    if done.gone:
        parts.append(
            f"{done.gone} gone and taken out" if prune else f"{done.gone} gone (--prune takes them out)"
        )
    click.echo(printable(f"{shown}: {', '.join(parts)}"))
    for failure in done.failures:
        click.echo(printable(f"not checked: {failure.path or 'manifestlint'}: {failure.message}"), err=True)
    sys.exit(3 if done.failures else 0)
