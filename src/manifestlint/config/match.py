"""Whether an override or an exception means a certain object or file."""

import warnings
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

from manifestlint.config.policyset import Match, Target

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@cache
def compile_paths(patterns: tuple[str, ...]) -> "GitIgnoreSpec":
    """Patterns of .gitignore's kind, ready to match. The library is imported when the first one is met."""
    from pathspec import GitIgnoreSpec

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return GitIgnoreSpec.from_lines(patterns)


def path_matches(patterns: tuple[str, ...], path: str) -> bool:
    """Whether one of the patterns means the path; later ones may take it back with `!`."""
    return bool(patterns) and compile_paths(patterns).match_file(path)


def matches(match: Match, target: Target) -> bool:
    """Whether everything that the match asks for holds for the target; paths last, they cost most."""
    return (
        (not match.kinds or _kind_matches(match.kinds, target))
        and (not match.names or _any(match.names, target.name))
        and (not match.namespaces or _any(match.namespaces, target.namespace))
        and (not match.applications or _any(match.applications, *target.applications))
        and (not match.destinations or _any(match.destinations, *target.destinations))
        and (not match.paths or path_matches(match.paths, target.path))
    )


def _any(globs: tuple[str, ...], *values: str) -> bool:
    return any(fnmatchcase(value, glob) for glob in globs for value in values)


def _kind_matches(globs: tuple[str, ...], target: Target) -> bool:
    qualified = f"{target.kind}.{target.group}"
    return any(fnmatchcase(qualified if "." in glob else target.kind, glob) for glob in globs)
