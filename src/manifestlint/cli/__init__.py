"""The command line. The only place that prints or exits."""

import os
import sys
from importlib import import_module

import click

from manifestlint import __version__
from manifestlint.core.garbage import look_less_often

_COMMANDS = {
    "apps": "manifestlint.cli.apps",
    "baseline": "manifestlint.cli.baseline",
    "check": "manifestlint.cli.check",
    "completion": "manifestlint.cli.completion",
    "history": "manifestlint.cli.history",
    "config": "manifestlint.cli.config",
    "init": "manifestlint.cli.init",
    "lsp": "manifestlint.cli.lsp",
    "review": "manifestlint.cli.review",
    "rollout": "manifestlint.cli.rollout",
    "rules": "manifestlint.cli.rules",
    "set-image": "manifestlint.cli.set_image",
}


class _LazyGroup(click.Group):
    """Imports a command when it is called, so that `--version` and completion stay fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As usual; what is no command is told with what was probably meant."""
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            from manifestlint.core.words import close_to

            meant = close_to(name, _COMMANDS)
            if meant is None and os.path.lexists(name):
                meant = f"check {name}"
            ctx.fail(f'there is no command "{name}"' + (f'; did you mean "{meant}"?' if meant else ""))
        return super().resolve_command(ctx, args)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="manifestlint")
def cli() -> None:
    """Check the manifests of a GitOps repository before the merge that deploys them.

    \b
    manifestlint init             take it up: policies, hook and workflow
    manifestlint check .          judge this repository
    manifestlint apps             show what Argo CD applies, and in which order
    manifestlint review           tell what this branch changes
    manifestlint set-image IMAGE  write a new version into the manifests
    manifestlint history          tell what was deployed when
    manifestlint rollout FILE     show what an update does to the pods
    manifestlint baseline         let the findings of today wait
    manifestlint lsp              serve an editor
    manifestlint rules list       every rule
    manifestlint rules show ID    what a rule finds, why, and how to mend it
    """


def main() -> None:
    """Run the command line; anything unforeseen ends in one plain line and exit code 3."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    look_less_often()
    try:
        cli()
    except Exception as error:  # the promise is: never a traceback
        if os.environ.get("MANIFESTLINT_TRACEBACK"):
            raise
        click.echo(f"manifestlint: internal error: {type(error).__name__}: {error}", err=True)
        click.echo("Nothing was decided. Set MANIFESTLINT_TRACEBACK=1 to see where, and report it.", err=True)
        sys.exit(3)
