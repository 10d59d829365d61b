"""`manifestlint set-image`."""

import json
import os
import sys
from pathlib import Path

import click

from manifestlint.api import Edited, ImageSet, Request, Said, UsageError, set_image


@click.command(name="set-image")
@click.argument("image")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if something would change.")
@click.option("--policies", type=click.Path(path_type=Path), help="Folder or file of the PolicySet.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(image: str, paths: tuple[Path, ...], check: bool, policies: Path | None, form: str) -> None:
    """Let the manifests below PATHS (default: the working directory) run IMAGE, such as example/web:v1.2.0.

    In containers of every kind, Kustomize's `images`, Applications and Helm values, where that repository is
    named, its tag or digest becomes that of IMAGE. Every other byte stays.

    Exit codes: 0 all of them name it, 1 none names the repository or, with --check, something would change,
    2 wrong arguments, 3 a place could not be changed.
    """
    try:
        done = set_image(Request(paths=paths or (Path(),), policies=policies), image, write=not check)
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    click.echo(_json(done) if form == "json" else _text(done, image, check=check))
    for said in done.edited.left:
        click.echo(f"{_place(done, said)}: not changed: {said.reason}", err=True)
    sys.exit(_exit_code(done.edited, check=check))


def _exit_code(edited: Edited, *, check: bool) -> int:
    if edited.left:
        return 3
    if check and edited.changed:
        return 1
    return 0 if edited.changed or edited.same else 1


def _text(done: ImageSet, image: str, *, check: bool) -> str:
    edited = done.edited
    lines = [
        f"{_place(done, said)}: {said.old or 'nothing'} -> {said.new or 'nothing'}" for said in edited.changed
    ]
    would = "would change" if check else "changed"
    if edited.changed:
        lines.append(f"{len(edited.changed)} {would}, {len(edited.same)} already so")
    elif edited.same:
        lines.append(f"nothing to do: {len(edited.same)} already so")
    else:
        lines.append(f"nothing names the repository of {image}")
    return "\n".join(lines)


def _json(done: ImageSet) -> str:
    edited = done.edited
    told = {"changed": edited.changed, "unchanged": edited.same, "failed": edited.left}
    return json.dumps({name: [_entry(done, said) for said in some] for name, some in told.items()}, indent=1)


def _entry(done: ImageSet, said: Said) -> dict[str, object]:
    entry = {"path": _path(done, said), "line": said.line, "old": said.old, "new": said.new}
    return entry | ({"reason": said.reason} if said.reason else {})


def _place(done: ImageSet, said: Said) -> str:
    return f"{_path(done, said)}:{said.line}"


def _path(done: ImageSet, said: Said) -> str:
    return os.path.relpath(os.path.join(done.root, said.path))
