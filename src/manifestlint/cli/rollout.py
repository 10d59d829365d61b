"""`manifestlint rollout`."""

import sys
from pathlib import Path

import click

from manifestlint.api import Request, UsageError
from manifestlint.api.rollout import rollout
from manifestlint.cli.output import Output, format_option, write
from manifestlint.core.words import printable
from manifestlint.report.rollout import FORMATS, renderer


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("name", required=False, default="")
@click.option("--replicas", type=click.IntRange(0), metavar="N", help="So many pods, or a DaemonSet's nodes.")
@click.option("--start", type=click.IntRange(1), default=1, help="Seconds until a pod's program runs; 1.")
@click.option("--policies", type=click.Path(path_type=Path), help="Folder or file of the PolicySet.")
@click.option("--svg", is_flag=True, help="The same as --format svg.")
@format_option(FORMATS)
def command(
    path: Path,
    name: str,
    replicas: int | None,
    start: int,
    policies: Path | None,
    svg: bool,
    outputs: tuple[Output, ...],
) -> None:
    """Show what an update of the workloads in PATH does to their pods, or of the one called NAME.

    Step by step, as the controllers of Deployments, StatefulSets and DaemonSets do it: how many pods there
    are and how many get traffic, and what happens if the new version never gets ready. Pods get ready as
    early as their probes allow, and take their whole grace period to end.

    Exit codes: 0 all is shown, 2 there is nothing to show, 3 something could not be read or is not known.
    """
    try:
        found = rollout(Request(paths=(path,), policies=policies), name, replicas=replicas, start=start)
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    if found.plans:
        chosen = (Output("svg", None),) if svg else outputs
        write(chosen, lambda format_name, _: renderer(format_name)(found.plans))
    for line in (*found.unknown, *found.broken):
        click.echo(printable(f"not shown: {line}"), err=True)
    sys.exit(3 if found.unknown or found.broken else 0)
