"""`manifestlint completion SHELL`."""

import click
from click.shell_completion import get_completion_class

_VARIABLE = "_MANIFESTLINT_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash:  eval "$(manifestlint completion bash)"     in ~/.bashrc
    zsh:   eval "$(manifestlint completion zsh)"      in ~/.zshrc
    fish:  manifestlint completion fish | source      in ~/.config/fish/config.fish
    """
    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(completion(ctx.find_root().command, {}, "manifestlint", _VARIABLE).source())
