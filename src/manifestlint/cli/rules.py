"""`manifestlint rules`."""

import json
from itertools import groupby

import click

from manifestlint.api import RuleInfo, rule_page, rules


@click.group(name="rules")
def command() -> None:
    """Look rules up."""


@command.command(name="list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--from", "peer", metavar="PEER", help="Only what replaces checks of another tool.")
def list_command(form: str, peer: str | None) -> None:
    """List every rule, by family.

    `--from kube-linter` shows which rule replaces which of that tool's checks.
    """
    chosen = [rule for rule in rules() if peer is None or peer in rule.peers]
    if not chosen:
        known = ", ".join(sorted({name for rule in rules() for name in rule.peers}))
        raise click.BadParameter(f"no rule knows {peer!r}; known are {known}", param_hint="--from")
    if form == "json":
        click.echo(json.dumps([_as_json(rule) for rule in chosen], indent=1))
        return
    width = max(len(rule.id) for rule in chosen)
    for family, members in groupby(chosen, lambda rule: rule.family):
        click.secho(family, bold=True)
        for rule in members:
            columns = f"{rule.id:<{width}} {rule.severity.label:<8} {rule.profile.label:<12} {rule.summary}"
            click.echo(f"  {columns}  ({', '.join(rule.peers[peer])})" if peer else f"  {columns}")
        click.echo()


def _complete(_ctx: click.Context, _param: click.Parameter, text: str) -> list[str]:
    return [rule.id for rule in rules() if rule.id.startswith(text)]


@command.command(name="show")
@click.argument("id", shell_complete=_complete)
def show_command(id: str) -> None:
    """Tell what a rule finds, why it matters, and how to mend it."""
    try:
        click.echo(rule_page(id))
    except LookupError as error:
        raise click.BadParameter(str(error), param_hint="ID") from error


def _as_json(rule: RuleInfo) -> dict[str, object]:
    return {
        "id": rule.id,
        "summary": rule.summary,
        "severity": rule.severity.label,
        "profile": rule.profile.label,
        "family": rule.family,
        "scope": rule.scope.value,
        "fix": rule.fix,
        "since": rule.since,
        "peers": {peer: list(ids) for peer, ids in rule.peers.items()},
        "aliases": list(rule.aliases),
        "options": rule.options,
    }
