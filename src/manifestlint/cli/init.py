"""`manifestlint init`."""

import sys
from collections import Counter
from pathlib import Path

import click

from manifestlint.api import Init, Request, UsageError, init, take_up
from manifestlint.core.words import counted, enumerated, printable


@click.command()
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Write without asking.")
def command(path: Path, yes: bool) -> None:
    """Take manifestlint up in the git repository around PATH (default: the working directory).

    Looks at what is there and shows, as a diff, a PolicySet with what other tools were told, the hook for
    pre-commit, and the workflow for pull requests. Writes them if you agree, and never over a file.

    Exit codes: 0 written, or all is there; 1 not written; 2 wrong arguments, or a file cannot be written.
    """
    try:
        planned = init(Request(paths=(path,)))
        _show(planned)
        if planned.files:
            _write(planned, yes)
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    if planned.by_hand:
        click.echo(f"\n{planned.by_hand}")
    for line in _next_steps(planned):
        click.echo(line)


def _show(planned: Init) -> None:
    click.echo(printable(f"{planned.root}: {counted(planned.found.files, 'file')} read"))
    for heading, words in planned.found.lines():
        click.echo(printable(f"  {heading:<12} {words}"))
    for words in planned.left:
        click.echo("\n".join(map(printable, words.split("\n"))))
    if not planned.files:
        click.echo("nothing to write: all is there")
        return
    click.echo()
    for line in planned.diff().split("\n"):
        click.echo(printable(line))


def _write(planned: Init, yes: bool) -> None:
    names = enumerated(file.path for file in planned.files)
    if not yes:
        if not sys.stdin.isatty():
            click.echo("nothing is written yet; manifestlint init --yes writes it")
            sys.exit(1)
        if not click.confirm(f"Write {names}?"):
            sys.exit(1)
    take_up(planned)
    click.echo(f"written: {names}")


def _next_steps(planned: Init) -> list[str]:
    report = planned.report
    counts = Counter(item.severity for item in report.active)
    steps = []
    if report.active_failures:
        steps.append(
            f"{counted(len(report.active_failures), 'thing')} cannot be checked; manifestlint check tells why"
        )
    if counts:
        found = enumerated(counted(counts[each], each.label) for each in sorted(counts, reverse=True))
        steps.append(f"manifestlint check    shows what is there today: {found}")
    if report.exit_code == 1:
        steps.append("manifestlint baseline lets that wait, so that only what comes decides")
    if any(file.path.startswith(".pre-commit") for file in planned.files):
        steps.append("pre-commit install    runs the hook at every commit of this clone")
    return ["", "next:", *(f"  {step}" for step in steps)] if steps else []
