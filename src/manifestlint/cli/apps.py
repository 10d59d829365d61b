"""`manifestlint apps`."""

import sys
from pathlib import Path

import click

from manifestlint.api import Report, Request, UsageError, apps
from manifestlint.cli.actions import inert
from manifestlint.cli.output import Output, format_option, write
from manifestlint.cli.progress import watched
from manifestlint.report.apps import FORMATS, renderer
from manifestlint.report.apps.text import render as render_text
from manifestlint.report.text import Style
from manifestlint.report.text import render as render_report


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--policies", type=click.Path(path_type=Path), help="Folder or file of the PolicySet.")
@click.option("--kubernetes-version", metavar="VERSION", help="Version of the cluster, such as 1.35.")
@format_option(FORMATS)
def command(
    paths: tuple[Path, ...],
    policies: Path | None,
    kubernetes_version: str | None,
    outputs: tuple[Output, ...],
) -> None:
    """Show what Argo CD applies of PATHS (default: the working directory), and in which order.

    Of every Application: its source, tool, destination and sync policy, its objects by phase and wave with
    the lines that they come from, and what is not known. dot and svg draw it, with the references between
    objects.

    Exit codes: 0 all is shown, 2 there is nothing to show, 3 something could not be read or rendered.
    """
    request = Request(paths=paths or (Path(),), policies=policies, kubernetes_version=kubernetes_version)
    try:
        with watched(request, outputs) as request:
            report = apps(request)
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    if report.applications is None:
        with inert(to_stderr=True):
            click.echo(render_report(report), nl=False, err=True)
    else:
        write(outputs, lambda name, sink: _render(report, name, sink.colour))
    sys.exit(report.exit_code)


def _render(report: Report, name: str, colour: bool) -> str:
    return render_text(report, Style(colour)) if name == "text" else renderer(name)(report)
