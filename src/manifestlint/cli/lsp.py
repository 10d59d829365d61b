"""`manifestlint lsp`."""

import sys
from importlib.util import find_spec

import click


@click.command()
def command() -> None:
    """Serve an editor: diagnostics while you type, fixes, and what the rules say.

    The editor starts it and speaks the Language Server Protocol with it over standard input and output;
    docs/editors.md tells how. It needs: pip install 'manifestlint[lsp]'.

    Exit codes: 0 the editor ended it, 1 the editor went away, 2 the extra is not installed.
    """
    if find_spec("pygls") is None:
        raise click.UsageError(
            "the language server is an extra; install it with: pip install 'manifestlint[lsp]'"
        )
    from manifestlint.lsp.server import serve

    sys.exit(0 if serve() else 1)
