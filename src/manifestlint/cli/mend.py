"""`manifestlint check --fix` and `--diff`."""

import sys
from collections.abc import Iterable

import click

from manifestlint.api import Report, Request, diff, fix, save
from manifestlint.cli.actions import inert
from manifestlint.cli.output import Output
from manifestlint.cli.progress import watched
from manifestlint.core.words import counted, printable


def mend(request: Request, outputs: Iterable[Output], *, unsafe: bool) -> Report:
    """Mend and write what can be mended; standard input goes to standard output."""
    with watched(request, outputs) as request:
        fixed = fix(request, unsafe=unsafe)
    for content in fixed.buffers.values():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    return save(fixed)


def show_diff(request: Request, *, unsafe: bool) -> int:
    """Print what would be mended; the exit code is 1 where that is something."""
    with watched(request) as request:
        fixed = fix(request, unsafe=unsafe)
    with inert():  # a line of the context begins with a blank, and git and patch skip what is no patch
        click.echo(diff(fixed).encode(errors="backslashreplace"), nl=False)
    report = fixed.report
    what = f"{counted(report.fixed, 'finding')} in {counted(report.fixed_files, 'file')}"
    click.echo(f"would fix {what}" if fixed.changes else "nothing to fix", err=True)
    for failure in report.active_failures:
        what = printable(f"{failure.path or failure.what}: {failure.message}")
        click.echo(f"not checked: {what}", err=True)
    if report.exit_code in (2, 3):
        return report.exit_code
    return int(bool(fixed.changes))
