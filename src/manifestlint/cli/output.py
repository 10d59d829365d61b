"""Where reports go: `--format NAME[:FILE]`."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from manifestlint.api import Report
from manifestlint.report import FORMATS, renderer
from manifestlint.report.text import Style
from manifestlint.report.text import render as render_text


@dataclass(frozen=True, slots=True)
class Output:
    """A format, and the file that it goes to; None is standard output."""

    format: str
    file: Path | None


def parse_outputs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[Output, ...]:
    """`text` or `json:report.json` as outputs; the report for people on standard output by default."""
    outputs = tuple(map(_parse_output, values)) or (Output("text", None),)
    sinks = [output.file for output in outputs]
    for file in sinks:
        if sinks.count(file) > 1:
            raise click.BadParameter(
                f"two formats go to {file or 'standard output'}; give one of them a file"
            )
    return outputs


def _parse_output(value: str) -> Output:
    name, colon, file = value.partition(":")
    if name not in FORMATS:
        raise click.BadParameter(f"there is no format {name!r}; choose from {', '.join(FORMATS)}")
    if colon and not file:
        raise click.BadParameter(f"{value!r} names no file behind the colon")
    path = Path(file) if file else None
    if path is not None and (path.is_dir() or not path.absolute().parent.is_dir()):
        raise click.BadParameter(f"{file!r} is no place for a file: its folder must exist")
    return Output(name, path)


def write(report: Report, outputs: tuple[Output, ...], *, show_suppressed: bool) -> None:
    """Print or save the report in every format that was asked for."""
    for output in outputs:
        colour = output.file is None and _wants_colour()
        if output.format == "text":
            text = render_text(report, Style(colour, show_suppressed))
        else:
            text = renderer(output.format)(report)
        if output.file is None:
            click.echo(text, nl=False, color=colour)
            continue
        try:
            output.file.write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            raise click.UsageError(f"cannot write {output.file}: {error.strerror or error}") from error


def _wants_colour() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
