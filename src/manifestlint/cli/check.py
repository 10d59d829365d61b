"""`manifestlint check`."""

import sys
from pathlib import Path
from typing import Any

import click

from manifestlint.api import PROFILES, SEVERITIES, Report, Request, UsageError, check
from manifestlint.cli.output import Output, format_option, write
from manifestlint.report import FORMATS, renderer
from manifestlint.report.text import Style
from manifestlint.report.text import render as render_text

_MEBIBYTE = 1024 * 1024
_STDIN = Path("-")


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
@click.option("--max-file-size", type=click.IntRange(1), metavar="MIB", help="Limit for one file; 16.")
@click.option("--no-cache", is_flag=True, expose_value=False, help="Read everything anew.")
@click.option("--jobs", type=click.IntRange(1), expose_value=False, help="Number of processes.")
@click.option("--stdin-filename", type=click.Path(path_type=Path), help="The file that `-` stands for.")
def command(
    paths: tuple[Path, ...], outputs: tuple[Output, ...], show_suppressed: bool, **asked: Any
) -> None:
    """Judge the manifests below PATHS (default: the working directory); `-` is standard input.

    A path inside the PolicySet's manifests is judged with all of them as its context; any other path is a
    world of its own.

    Exit codes: 0 clean, 1 findings, 2 nothing to judge by or to judge, 3 something was not checked.
    """
    try:
        wants_graph = any(output.format == "json" for output in outputs)
        report = check(_request(paths, applications=wants_graph, **asked))
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    write(outputs, lambda name, colour: _render(report, name, Style(colour, show_suppressed)))
    sys.exit(report.exit_code)


def _render(report: Report, name: str, style: Style) -> str:
    return render_text(report, style) if name == "text" else renderer(name)(report)


def _request(
    paths: tuple[Path, ...],
    *,
    profile: str | None,
    fail_on: str | None,
    max_file_size: int | None,
    **asked: Any,
) -> Request:
    reads_stdin = _STDIN in paths
    return Request(
        paths=tuple(path for path in paths if path != _STDIN) or (() if reads_stdin else (Path(),)),
        profile=PROFILES[profile] if profile else None,
        fail_on=SEVERITIES[fail_on] if fail_on else None,
        max_file_bytes=max_file_size and max_file_size * _MEBIBYTE,
        stdin=sys.stdin.buffer.read() if reads_stdin else None,
        **asked,
    )
