"""Makes the fixes of a run in the text of its files, as many at once as do not meet."""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from manifestlint.core.finding import Finding, Status
from manifestlint.core.fix import Repair, Safety, TextEdit
from manifestlint.fix.patchwork import Change, patched
from manifestlint.fix.piece import GRAVE
from manifestlint.source import Limits, decode, encode, read


@dataclass(frozen=True, slots=True)
class Applied:
    """The files that were changed, with their new content, and how many findings that mends."""

    files: dict[str, bytes]
    findings: int


class _Taken:
    """Stretches that fixes change already."""

    def __init__(self) -> None:
        self.changes: dict[str, list[Change]] = {}

    def take(self, repair: Repair) -> bool:
        """Whether none of the stretches is taken yet; they are from now on."""
        edits = {(edit.path, *_change(edit)) for edit in repair.edits}
        if not all(self._is_free(path, start, end) for path, start, end, _ in edits):
            return False
        for path, start, end, text in sorted(edits):
            changes = self.changes.setdefault(path, [])
            changes.insert(bisect_left(changes, (start, end, text)), (start, end, text))
        return True

    def _is_free(self, path: str, start: int, end: int) -> bool:
        # Two that touch might belong together, as two keys for the end of one mapping.
        changes = self.changes.get(path, [])
        index = bisect_left(changes, (start, end, ""))
        before = changes[index - 1][1] if index else -1
        after = changes[index][0] if index < len(changes) else end + 1
        return before < start and end < after


def apply_repairs(
    findings: Iterable[Finding], allowed: Container[Safety], content: Callable[[str], bytes]
) -> Applied:
    """Mend what can be mended at once; the first of two fixes that meet wins, and the other waits."""
    repairs = list(
        dict.fromkeys(
            item.fix
            for item in findings
            if item.fix and item.status is Status.ACTIVE and item.fix.safety in allowed
        )
    )
    taken = _Taken()
    accepted = [repair for repair in repairs if taken.take(repair)]
    files = _made(taken, content)
    if files is None:  # fixes that are right each by itself, and not together
        taken = _Taken()
        accepted = [repair for repair in accepted[:1] if taken.take(repair)]
        files = _made(taken, content) or {}
    return Applied(files, len(accepted) if files else 0)


def _made(taken: _Taken, content: Callable[[str], bytes]) -> dict[str, bytes] | None:
    """The files with all changes; None where one of them no longer reads as so many documents."""
    files = {}
    for path, changes in taken.changes.items():
        before = content(path)
        after = encode(patched(decode(before, _as_large_as(before)), changes), before)
        if _broken(after) > _broken(before):
            return None
        files[path] = after
    return files


def _broken(raw: bytes) -> int:
    return sum(flaw.rule in GRAVE for flaw in read("", raw, _as_large_as(raw)).flaws)


def _as_large_as(raw: bytes) -> Limits:
    """Limits for what is known to be small enough, whatever was asked for."""
    return Limits(file_bytes=len(raw))


def _change(edit: TextEdit) -> Change:
    return edit.span.start.offset, edit.span.end.offset, edit.text
