"""Where reports go: `--format NAME[:FILE]`."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click

_NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Output:
    """A format, and the file that it goes to; None is standard output."""

    format: str
    file: Path | None


Render = Callable[[str, bool], str]


def format_option(formats: tuple[str, ...]) -> Callable[[Any], Any]:
    """The option `--format NAME[:FILE]`; the first of the formats goes to standard output by default."""
    names = f"{', '.join(formats[:-1])} or {formats[-1]}"
    return click.option(
        "--format",
        "outputs",
        multiple=True,
        metavar="NAME[:FILE]",
        callback=partial(_parse_outputs, formats),
        help=f"{names}, to a file where one is named; repeatable.",
    )


def _parse_outputs(
    formats: tuple[str, ...], ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[Output, ...]:
    outputs = tuple(_parse_output(value, formats) for value in values) or (Output(formats[0], None),)
    sinks = [output.file for output in outputs]
    for file in sinks:
        if sinks.count(file) > 1:
            where = file or "standard output"
            raise click.BadParameter(f"two formats go to {where}; give one of them a file")
    return outputs


def _parse_output(value: str, formats: tuple[str, ...]) -> Output:
    name, colon, file = value.partition(":")
    if name not in formats:
        raise click.BadParameter(f"there is no format {name!r}; choose from {', '.join(formats)}")
    if colon and not file:
        raise click.BadParameter(f"{value!r} names no file behind the colon")
    path = Path(file) if file else None
    if path is not None and (path.is_dir() or not path.absolute().parent.is_dir()):
        raise click.BadParameter(f"{file!r} is no place for a file: its folder must exist")
    return Output(name, path)


def write(outputs: tuple[Output, ...], render: Render, to_stderr: bool = False) -> None:
    """Print or save every format; `render` is given its name, and whether in colour."""
    for output in outputs:
        colour = output.file is None and _wants_colour(sys.stderr if to_stderr else sys.stdout)
        text = render(output.format, colour)
        if output.file is None:
            click.echo(text, nl=False, color=colour, err=to_stderr)
            continue
        try:
            output.file.write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            raise click.UsageError(f"cannot write {output.file}: {error.strerror or error}") from error


def columns(otherwise: int) -> int:
    """How wide the terminal is; what goes to a pipe is as wide as is said, unless COLUMNS says it."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return otherwise
    return max(shutil.get_terminal_size().columns, _NARROWEST)


def _wants_colour(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()
