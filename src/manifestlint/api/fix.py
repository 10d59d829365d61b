"""`check --fix`: mend what can be mended, and report what is left."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from manifestlint.api.check import check_workspace
from manifestlint.api.request import Request
from manifestlint.api.workspace import open_workspace
from manifestlint.core.fix import Safety
from manifestlint.core.report import Report
from manifestlint.source import Overlay

if TYPE_CHECKING:
    from manifestlint.fix import Changed

_MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is left to tell, and the files that were mended; nothing is written yet."""

    report: Report
    changes: tuple["Changed", ...]
    buffers: Mapping[str, bytes]
    """What was given as buffers, by their paths in the tree, mended."""


def fix(request: Request, *, unsafe: bool = False) -> Fixed:
    """Judge what the request names and mend it in memory, again and again until nothing changes.

    One fix may bring another to light, and of two that meet in the text only the first is made at once.

    Raises:
        UsageError: as `check` does.
    """
    from manifestlint.fix import Changed, apply_repairs

    allowed = set(Safety) if unsafe else {Safety.SAFE}
    request = replace(request, most_fixes=None)
    workspace = first = open_workspace(request)
    before = cache(first.tree.read)
    after: dict[str, bytes] = {}
    findings, seconds = 0, 0.0
    report = check_workspace(request, workspace)
    for _ in range(_MOST_ROUNDS):
        applied = apply_repairs(report.findings, allowed, workspace.tree.read)
        if not applied.files:
            break
        for path in applied.files:
            before(path)
        after |= applied.files
        findings += applied.findings
        seconds += report.stats.seconds
        workspace = replace(first, tree=Overlay(first.tree, after))
        report = check_workspace(request, workspace)
    given = first.tree.buffers if isinstance(first.tree, Overlay) else ()
    buffers = {path: after[path] if path in after else before(path) for path in given}
    changes = (Changed(path, before(path), content) for path, content in sorted(after.items()))
    changed = tuple(each for each in changes if each.before != each.after)
    stats = replace(report.stats, seconds=seconds + report.stats.seconds)
    report = replace(report, stats=stats, fixed=findings, fixed_files=len(changed))
    return Fixed(report, changed, buffers)


def save(fixed: Fixed) -> Report:
    """Write the files that were mended, but for buffers; what could not be written is a failure."""
    from manifestlint.fix import write

    files = [each for each in fixed.changes if each.path not in fixed.buffers]
    failures = write(Path(fixed.report.root), files)
    return replace(fixed.report, failures=(*fixed.report.failures, *failures))


def diff(fixed: Fixed) -> str:
    """What would be written, as a patch of the working directory."""
    from manifestlint.fix import unified

    return "".join(unified(fixed.report.shown(each.path), each.before, each.after) for each in fixed.changes)
