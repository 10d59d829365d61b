"""Which files are judged together, and which of them are reported."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from manifestlint.config.match import path_matches
from manifestlint.config.policyset import PolicySet
from manifestlint.source import Tree

PathTest = Callable[[str], bool]
SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class World:
    """Files that may speak of each other; plain ones belong to the nearest of the roots."""

    roots: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True)
class Scope:
    """What a run reads, and what it tells of. Paths are relative to the tree's root, which is ``""``."""

    worlds: tuple[World, ...]
    reported: tuple[str, ...]
    """Files and folders whose findings are told."""
    named: frozenset[str]
    """Files that were named one by one: what is no manifest there is a finding."""
    schemas: tuple[str, ...]
    """Files with CRDs that the PolicySet names; they are read, not judged."""
    missing: tuple[str, ...]
    """What the PolicySet says to read, and is not there."""
    unreadable: tuple[str, ...]
    """Folders that cannot be listed."""
    empty: tuple[str, ...]
    """What was asked for, and has no file that could be a manifest."""
    complete: bool
    """Everything that the PolicySet speaks of is told, so what is unused there is unused."""

    @cached_property
    def files(self) -> tuple[str, ...]:
        """All files of all worlds."""
        return tuple(dict.fromkeys(path for world in self.worlds for path in world.files))

    def tells_of(self, path: str) -> bool:
        """Whether findings in this file are reported."""
        return any(is_below(path, root) for root in self.reported)


def is_below(path: str, root: str) -> bool:
    """Whether the path is the root, or lies in it."""
    return not root or path == root or path.startswith(root + "/")


def joined(base: str, path: str) -> str:
    """A path that a PolicySet or Application names, relative to the tree's root."""
    parts: list[str] = base.split("/") if base else []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def find_scope(tree: Tree, policy: PolicySet, paths: Iterable[str], *, governed: bool) -> Scope:
    """Sort the paths of the command line into worlds.

    A path that lies in the PolicySet's manifests, or contains them, is judged with all of them as its
    context; the others form a world of their own. `governed` says whether the PolicySet was found above the
    paths: one that was named from elsewhere has no manifests of its own.
    """
    paths = tuple(dict.fromkeys(paths))
    schemas = tuple(joined(policy.base, path) for path in policy.schemas)
    named = frozenset(path for path in paths if not tree.is_dir(path))
    roots = tuple(joined(policy.base, path) for path in policy.manifests or ("",)) if governed else ()

    def excluded(path: str) -> bool:
        return path_matches(policy.exclude, policy.relative(path))

    inside = _inside(paths, named, roots, excluded)
    outside = [path for path in paths if path not in inside]
    worlds = []
    if inside:
        files = (*_walk(tree, roots, excluded), *(path for path in inside if path in named))
        worlds.append(World(roots, tuple(dict.fromkeys(files))))
    if outside:
        worlds.append(_own_world(tree, outside, named, excluded))
    searched = (*(roots if inside else ()), *outside)
    reported = (*(told for context in inside.values() for told in context), *outside)
    return Scope(
        tuple(worlds),
        reported,
        named,
        schemas=tuple(_walk(tree, schemas, lambda _: False)),
        missing=tuple(path for path in (*roots, *schemas) if inside and not tree.exists(path)),
        unreadable=tuple(path for root in searched for path in tree.unreadable(root)),
        empty=tuple(_empty(worlds, [path for path in paths if path not in named])),
        complete=bool(roots) and all(root in reported for root in roots),
    )


def _inside(
    paths: tuple[str, ...], named: frozenset[str], roots: tuple[str, ...], excluded: PathTest
) -> dict[str, list[str]]:
    """The paths that the PolicySet's manifests are the context of, and what is told of each."""
    inside: dict[str, list[str]] = {}
    for path in paths:
        context = [
            root for root in roots if is_below(path, root) or (path not in named and is_below(root, path))
        ]
        if context and not (path in named and excluded(path)):
            inside[path] = [path if is_below(path, root) else root for root in context]
    return inside


def _empty(worlds: list[World], folders: list[str]) -> Iterator[str]:
    for folder in folders:
        if not any(is_below(file, folder) for world in worlds for file in world.files):
            yield folder


def _walk(tree: Tree, roots: Iterable[str], excluded: PathTest) -> Iterator[str]:
    seen = set()
    for root in roots:
        for path in tree.files(root) if tree.is_dir(root) else [root] if tree.exists(root) else []:
            if path.endswith(SUFFIXES) and path not in seen and not excluded(path):
                seen.add(path)
                yield path


def _own_world(tree: Tree, paths: list[str], named: frozenset[str], excluded: PathTest) -> World:
    folders = tuple(path for path in paths if path not in named)
    single = [path for path in paths if path in named]
    files = dict.fromkeys((*single, *_walk(tree, folders, excluded)))
    loose = [path for path in single if not any(is_below(path, folder) for folder in folders)]
    return World((*folders, _common_folder(loose)) if loose else folders, tuple(files))


def _common_folder(files: list[str]) -> str:
    parts = [path.split("/")[:-1] for path in files]
    shared: list[str] = []
    for level in zip(*parts, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return "/".join(shared)
