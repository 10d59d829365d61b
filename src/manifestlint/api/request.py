"""What a run is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from manifestlint.core.severity import Profile, Severity
from manifestlint.engine.run import Progress


class UsageError(Exception):
    """The request cannot be understood; the message says what to ask instead."""


@dataclass(frozen=True, slots=True)
class Request:
    """A run of `check`. What is None or empty is left to the PolicySet."""

    paths: tuple[Path, ...] = (Path(),)
    policies: Path | None = None
    """A folder with a PolicySet; None: the nearest one above the paths."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: Profile | None = None
    fail_on: Severity | None = None
    kubernetes_version: str | None = None
    max_file_bytes: int | None = None
    base: str | None = None
    """A branch, tag or commit to compare with: then only what the change brings or touches decides.

    None: what the pipeline says, if it runs for a change; `none`: nothing.
    """
    head: str | None = None
    """A branch, tag or commit to judge; None: the files as they are."""
    policies_from: Literal["base", "head"] | None = None
    """Whose policies judge a change: the target branch's, or its own; None: the former in a pipeline."""
    counts_all: bool = False
    """With a base: what was there before decides too."""
    applications: bool = False
    """Whether to tell what is applied, which takes the place of every object."""
    repository: bool = False
    """Whether to tell where the files can be looked at, for which git is asked."""
    most_fixes: int | None = 25
    """How many fixes are worked out as text, for which a document is read anew each time; None: all."""
    progress: Progress | None = field(default=None, compare=False)
    """Called after each file, so that somebody who waits sees it go on."""
    buffers: Mapping[Path, bytes] = field(default_factory=dict)
    """Contents to judge in the place of files, unsaved or not there at all: standard input, or an editor's.

    What the paths do not name counts where a saved file would: in its repository, unless git ignores it.
    """
    cwd: Path = field(default_factory=Path.cwd)
    """What relative paths count from."""
