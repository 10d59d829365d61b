"""The git generator, for directories and for files.

Source: Argo CD `applicationset/generators/git.go` and `reposerver/repository/repository.go`
(`GetGitDirectories`, `GetGitFiles`), v3.1.
"""

import posixpath
from collections.abc import Iterable, Mapping
from typing import Any

from manifestlint.argocd.globs import path_matches, pathspec_matches
from manifestlint.argocd.gotemplate.values import as_parameters
from manifestlint.argocd.names import sanitized
from manifestlint.argocd.templates import Renderer, flattened
from manifestlint.argocd.unknowns import NotExpandable, Refused
from manifestlint.argocd.yamltext import parse_yaml
from manifestlint.model.shape import mappings, strings, text
from manifestlint.source import Tree


def from_directories(data: Mapping[str, Any], tree: Tree, renderer: Renderer) -> list[dict[str, Any]]:
    """The parameters of all folders that a pattern takes in and none leaves out; hidden ones are not seen."""
    items = [
        (text(item.get("path")), item.get("exclude") is True) for _, item in mappings(data["directories"])
    ]
    made = []
    for folder in directories(tree.files()):
        matched = {exclude for pattern, exclude in items if path_matches(pattern, folder)}
        if matched == {False}:
            params = _path_params(folder, None, data, renderer)
            made.append(renderer.with_values(params, strings(data.get("values"))))
    return made


def directories(files: Iterable[str]) -> list[str]:
    """All folders that files lie in, however deep, in the order in which Argo CD walks them."""
    found: set[tuple[str, ...]] = set()
    for path in files:
        parts = path.split("/")[:-1]
        hidden = next((at for at, part in enumerate(parts) if part.startswith(".")), len(parts))
        found.update(tuple(parts[: at + 1]) for at in range(hidden))
    return ["/".join(parts) for parts in sorted(found)]


def from_files(data: Mapping[str, Any], tree: Tree, renderer: Renderer) -> list[dict[str, Any]]:
    """The parameters in all files that a pattern takes in and none leaves out: one set a file, or a list."""
    items = [(text(item.get("path")), item.get("exclude") is True) for _, item in mappings(data["files"])]
    for pattern, _ in items:
        if pattern.startswith(":"):
            raise NotExpandable(f"the pathspec {pattern} of a git generator is not evaluated here")
    made = []
    for path in sorted(tree.files()):
        matched = {exclude for pattern, exclude in items if pathspec_matches(pattern, path)}
        if matched != {False}:
            continue
        for written in _sets(path, tree):
            params = _file_params(written, path, data, renderer)
            made.append(renderer.with_values(params, strings(data.get("values"))))
    return made


def _sets(path: str, tree: Tree) -> list[dict[str, Any]]:
    """A list of mappings, or one mapping; an empty file is an empty one."""
    try:
        data = parse_yaml(tree.read(path), path)
    except OSError as error:
        raise NotExpandable(f"{path} cannot be read: {error.strerror or error}") from None
    sets = data if isinstance(data, list) else [data]
    if not all(isinstance(item, dict | None) for item in sets):
        raise Refused(f"{path} holds neither a mapping nor a list of mappings")
    return [as_parameters(item or {}) for item in sets] or [{}]


def _file_params(
    written: dict[str, Any], path: str, data: Mapping[str, Any], renderer: Renderer
) -> dict[str, Any]:
    own: dict[str, Any] = written if renderer.go else dict(flattened(written))
    folder, _, name = path.rpartition("/")
    return own | _path_params(folder or ".", name, data, renderer)


def _path_params(
    folder: str, filename: str | None, data: Mapping[str, Any], renderer: Renderer
) -> dict[str, Any]:
    """`path` and what belongs to it: a mapping for Go's templates, names with dots in the older syntax."""
    prefix = text(data.get("pathParamPrefix"))
    basename = posixpath.basename(folder)
    named = {"basename": basename, "basenameNormalized": sanitized(basename)}
    if filename is not None:
        named |= {"filename": filename, "filenameNormalized": sanitized(filename)}
    segments = folder.split("/")
    if renderer.go:
        path = {"path": {"path": folder, "segments": segments, **named}}
        return {prefix: path} if prefix else dict(path)
    start = f"{prefix}.path" if prefix else "path"
    numbered = {f"{start}[{index}]": part for index, part in enumerate(segments) if part}
    return {start: folder, **{f"{start}.{key}": value for key, value in named.items()}, **numbered}
