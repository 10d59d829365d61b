"""`manifestlint check --fix` and `--diff`."""

import sys

import click

from manifestlint.api import Report, Request, diff, fix, save
from manifestlint.core.words import counted


def mend(request: Request, *, unsafe: bool) -> Report:
    """Mend and write what can be mended; standard input goes to standard output."""
    fixed = fix(request, unsafe=unsafe)
    for content in fixed.buffers.values():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    return save(fixed)


def show_diff(request: Request, *, unsafe: bool) -> int:
    """Print what would be mended; the exit code is 1 where that is something."""
    fixed = fix(request, unsafe=unsafe)
    click.echo(diff(fixed).encode(errors="backslashreplace"), nl=False)
    report = fixed.report
    what = f"{counted(report.fixed, 'finding')} in {counted(report.fixed_files, 'file')}"
    click.echo(f"would fix {what}" if fixed.changes else "nothing to fix", err=True)
    for failure in report.active_failures:
        click.echo(f"not checked: {failure.path or failure.what}: {failure.message}", err=True)
    if report.exit_code in (2, 3):
        return report.exit_code
    return int(bool(fixed.changes))
