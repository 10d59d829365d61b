"""`manifestlint config`."""

import json

import click

from manifestlint.api import schema


@click.group(name="config")
def command() -> None:
    """Look up what a PolicySet may say."""


@command.command(name="schema")
def schema_command() -> None:
    """Print the JSON Schema (draft 2020-12) of a PolicySet, for editors.

    Save it beside the PolicySet as policyset.schema.json, and name it in the PolicySet's first line:

    \b
    # yaml-language-server: $schema=policyset.schema.json
    """
    click.echo(json.dumps(schema(), indent=2))
