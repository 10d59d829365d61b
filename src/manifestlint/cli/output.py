"""Where reports go: `--format NAME[:FILE]`."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from manifestlint.cli.actions import in_actions, inert, summary_file
from manifestlint.cli.terminal import Sink, sink


@dataclass(frozen=True, slots=True)
class Output:
    """A format, and the file that it goes to; None is standard output."""

    format: str
    file: Path | None
    appends: bool = False
    """The file is the pipeline's own: what others wrote to it stays, and nothing hangs on it."""


Render = Callable[[str, Sink], str]
_COMMANDS = "github"
"""The format that is made of the runner's commands, while all others must hold none."""
_FOR_PROGRAMS = frozenset({"dot", "gitlab", "html", "json", "junit", "markdown", "sarif", "svg"})
"""Whoever reads these cannot do with a line before and after."""


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
    outputs = tuple(_parse_output(value, formats) for value in values)
    sinks = [output.file for output in outputs]
    for file in sinks:
        if sinks.count(file) > 1:
            where = file or "standard output"
            raise click.BadParameter(
                f"two formats go to {where}; give one a file of its own, as in json:FILE"
            )
    return outputs or (Output(formats[0], None), *_of_pipeline(formats))


def _of_pipeline(formats: tuple[str, ...]) -> list[Output]:
    """What a workflow of GitHub shows besides, where nobody says otherwise."""
    if not in_actions() or _COMMANDS not in formats:
        return []
    summary = summary_file()
    return [Output(_COMMANDS, None), *([Output("markdown", summary, appends=True)] if summary else [])]


def _parse_output(value: str, formats: tuple[str, ...]) -> Output:
    name, colon, file = value.partition(":")
    if name not in formats:
        raise click.BadParameter(f"there is no format {name!r}; choose from {', '.join(formats)}")
    if colon and not file:
        raise click.BadParameter(f"{value!r} names no file behind the colon")
    path = Path(file) if file else None
    if path is not None and path.is_dir():
        raise click.BadParameter(f"{file!r} is a folder; name a file")
    if path is not None and not path.absolute().parent.is_dir():
        raise click.BadParameter(f"{file!r} cannot be written: there is no folder {str(path.parent)!r}")
    return Output(name, path)


def write(outputs: tuple[Output, ...], render: Render, to_stderr: bool = False) -> None:
    """Print or save every format; `render` is given its name, and what it goes to."""
    for output in outputs:
        if output.file is not None:
            _save(output, output.file, render(output.format, Sink()))
            continue
        target = sink(sys.stderr if to_stderr else sys.stdout)
        text = render(output.format, target)
        if output.format == _COMMANDS or output.format in _FOR_PROGRAMS:
            click.echo(text, nl=False, color=target.colour, err=to_stderr)
            continue
        with inert(to_stderr=to_stderr):
            click.echo(text, nl=False, color=target.colour, err=to_stderr)


def _save(output: Output, file: Path, text: str) -> None:
    try:
        with file.open("a" if output.appends else "w", encoding="utf-8", errors="backslashreplace") as sheet:
            sheet.write(text)
    except OSError as error:
        message = f"cannot write {file}: {error.strerror or error}"
        if not output.appends:
            raise click.UsageError(message) from error
        click.echo(f"manifestlint: {message}", err=True)
