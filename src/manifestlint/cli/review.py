"""`manifestlint review`."""

import sys
from pathlib import Path
from typing import Any

import click

from manifestlint.api import Request, UsageError
from manifestlint.api.review import review
from manifestlint.cli.output import Output, format_option, write
from manifestlint.cli.progress import watched
from manifestlint.report.review import FORMATS, renderer


@click.command()
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option(
    "--path", "paths", multiple=True, type=click.Path(path_type=Path), help="Only this; repeatable."
)
@click.option("--policies", type=click.Path(path_type=Path), help="Folder or file of the PolicySet.")
@click.option("--policies-from", type=click.Choice(["base", "head"]), help="Whose policies judge the change.")
@format_option(FORMATS)
def command(paths: tuple[Path, ...], outputs: tuple[Output, ...], **asked: Any) -> None:
    """Tell what a change does to the cluster, on one screen, for whoever approves it.

    Which versions move, which objects are created, changed and pruned, what rolls and how many pods stay
    ready, what is wrong, and how to roll back. BASE is the target branch in a pipeline, else where the branch
    left main; on main it is the commit before. HEAD is the files as they are; where it is given, both are
    read as commits, and nothing is checked out.

    Exit codes: 0 passes, 1 findings, 2 nothing to judge by or to judge, 3 something was not checked.
    """
    try:
        with watched(Request(paths=paths or (Path(),), **asked), outputs) as request:
            found = review(request)
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    write(outputs, lambda name, _: renderer(name)(found))
    sys.exit(found.report.exit_code)
