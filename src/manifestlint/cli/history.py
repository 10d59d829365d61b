"""`manifestlint history`."""

from pathlib import Path

import click

from manifestlint.api import Request, UsageError
from manifestlint.api.history import history
from manifestlint.cli.output import Output, format_option, write
from manifestlint.report.history import FORMATS, renderer


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--policies", type=click.Path(path_type=Path), help="Folder or file of the PolicySet.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many, at most.")
@click.option("--all", "every", is_flag=True, help="Also commits that changed manifests, but no image.")
@format_option(FORMATS)
def command(
    paths: tuple[Path, ...], policies: Path | None, limit: int, every: bool, outputs: tuple[Output, ...]
) -> None:
    """Tell what was deployed when by the manifests below PATHS (default: the working directory).

    A line for each commit of this branch that changed an image, the newest first: when, by whom, which images
    before and after, and what it took back. A merge is told as one, for then Argo CD saw it.

    Exit codes: 0, or 2 where git has nothing to tell.
    """
    try:
        found = history(Request(paths=paths or (Path(),), policies=policies), limit=limit, every=every)
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    write(outputs, lambda name, _: renderer(name)(found))
