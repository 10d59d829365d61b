"""`manifestlint check`."""

import sys
from pathlib import Path
from typing import Any

import click

from manifestlint.api import PROFILES, SEVERITIES, Report, Request, UsageError, check
from manifestlint.cli.mend import mend, show_diff
from manifestlint.cli.output import Output, format_option, write
from manifestlint.cli.progress import watched
from manifestlint.cli.request import make_request
from manifestlint.cli.terminal import Sink
from manifestlint.report import (
    FORMATS,
    STYLED,
    WITH_APPLICATIONS,
    WITH_FIXES,
    WITH_REPOSITORY,
    renderer,
)
from manifestlint.report.text import Style


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--policies", type=click.Path(path_type=Path), help="Folder or file of the PolicySet.")
@click.option("--select", multiple=True, metavar="RULE,...", help="Only these rules: ids, globs or families.")
@click.option("--ignore", multiple=True, metavar="RULE,...", help="Not these rules.")
@click.option("--profile", type=click.Choice(list(PROFILES)), help="How much to ask for.")
@click.option("--fail-on", type=click.Choice(list(SEVERITIES)), help="Mildest severity that fails.")
@format_option(FORMATS)
@click.option("--base", metavar="REF", help="Judge the change since REF; in CI the target branch, or none.")
@click.option("--policies-from", type=click.Choice(["base", "head"]), help="Whose policies judge a change.")
@click.option("--all", "counts_all", is_flag=True, help="With --base: count what was there before, too.")
@click.option("--kubernetes-version", metavar="VERSION", help="Version of the cluster, such as 1.35.")
@click.option("--show-suppressed", is_flag=True, help="Print suppressed and excepted findings too.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("--max-file-size", type=click.IntRange(1), metavar="MIB", help="Limit for one file; 16.")
@click.option("--no-cache", is_flag=True, expose_value=False, help="Read everything anew.")
@click.option("--jobs", type=click.IntRange(1), expose_value=False, help="Number of processes.")
@click.option("--fix", "mends", is_flag=True, help="Mend what has one right answer; report what is left.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="Also what somebody should look at afterwards.")
@click.option("--diff", "compares", is_flag=True, help="Print what --fix would change, and write nothing.")
@click.option("--stdin-filename", type=click.Path(path_type=Path), help="The file that `-` stands for.")
def command(
    paths: tuple[Path, ...],
    outputs: tuple[Output, ...],
    mends: bool,
    compares: bool,
    unsafe: bool,
    show_suppressed: bool,
    statistics: bool,
    **asked: Any,
) -> None:
    """Judge the manifests below PATHS (default: the working directory); `-` is standard input.

    A path inside the PolicySet's manifests is judged with all of them as its context; any other path is a
    world of its own.

    With --fix and `-` the mended text goes to standard output and the report to standard error. With --diff
    only the patch is printed, and the exit code is 1 where there is one.

    Exit codes: 0 clean, 1 findings, 2 nothing to judge by or to judge, 3 something was not checked.
    """
    try:
        needs = _needs({output.format for output in outputs}, counts=statistics)
        request = make_request(paths, **asked, **needs)
        if compares:
            sys.exit(show_diff(request, unsafe=unsafe))
        report = mend(request, outputs, unsafe=unsafe) if mends else _check(request, outputs)
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    to_stderr = mends and bool(request.buffers)

    def render(name: str, sink: Sink) -> str:
        style = Style(sink.colour, show_suppressed, unsafe, sink.links, statistics)
        return renderer(name)(report, style) if name in STYLED else renderer(name)(report)

    write(outputs, render, to_stderr)
    sys.exit(report.exit_code)


def _check(request: Request, outputs: tuple[Output, ...]) -> Report:
    with watched(request, outputs) as request:
        return check(request)


def _needs(formats: set[str], *, counts: bool) -> dict[str, Any]:
    """What the formats tell that others do without, and that takes time to find out."""
    needs: dict[str, Any] = {
        "applications": not formats.isdisjoint(WITH_APPLICATIONS),
        "repository": not formats.isdisjoint(WITH_REPOSITORY),
    }
    return needs | {"most_fixes": None} if counts or not formats.isdisjoint(WITH_FIXES) else needs
