"""`manifestlint rules`."""

import click

from manifestlint.api import PROFILES, SEVERITIES, rule, rules
from manifestlint.cli.output import Output, format_option, write
from manifestlint.cli.terminal import columns
from manifestlint.report.rules import FORMATS, json, text
from manifestlint.report.text import Style

_UNLIMITED, _USUAL = 10_000, 100


@click.group(name="rules")
def command() -> None:
    """Look rules up."""


@command.command(name="list")
@format_option(FORMATS)
@click.option("--from", "peer", metavar="PEER", help="Only what replaces checks of another tool.")
@click.option("--family", metavar="FAMILY", help="Only one family, such as images.")
@click.option("--profile", type=click.Choice(list(PROFILES)), help="Only what a profile switches on.")
@click.option("--severity", type=click.Choice(list(SEVERITIES)), help="Only one severity.")
def list_command(
    outputs: tuple[Output, ...],
    peer: str | None,
    family: str | None,
    profile: str | None,
    severity: str | None,
) -> None:
    """List every rule, by family.

    `--from kube-linter` shows which rule replaces which of that tool's checks.
    """
    try:
        chosen = rules(peer, family, PROFILES.get(profile or ""), SEVERITIES.get(severity or ""))
    except LookupError as error:
        raise click.UsageError(str(error)) from error
    width = columns(_UNLIMITED)
    write(
        outputs,
        lambda name, sink: (
            json.render_list(chosen)
            if name == "json"
            else text.render_list(chosen, Style(sink.colour), width, peer)
        ),
    )


def _complete(_ctx: click.Context, _param: click.Parameter, start: str) -> list[str]:
    return [rule.id for rule in rules() if rule.id.startswith(start)]


@command.command(name="show")
@click.argument("id", shell_complete=_complete)
@format_option(FORMATS)
def show_command(id: str, outputs: tuple[Output, ...]) -> None:
    """Tell what a rule finds, why it matters, and how to mend it."""
    try:
        info, example = rule(id)
    except LookupError as error:
        raise click.BadParameter(str(error), param_hint="ID") from error
    width = columns(_USUAL)
    write(
        outputs,
        lambda name, sink: (
            json.render_rule(info, example)
            if name == "json"
            else text.render_rule(info, example, Style(sink.colour), width)
        ),
    )
