"""What a change of the policies would do to the verdict, once it is merged."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from manifestlint.api.base import Base
from manifestlint.api.change import judge_from
from manifestlint.api.governing import Governing, at_commit, load_policies
from manifestlint.api.judging import Judging
from manifestlint.api.request import Request
from manifestlint.api.workspace import Workspace
from manifestlint.config.load import Loaded
from manifestlint.core.finding import Finding, Status
from manifestlint.core.words import counted

_SHOWN = 10
_Verdict = dict[str, Finding]


def effect(request: Request, governing: Governing, base: Base, told: tuple[Finding, ...]) -> Iterator[str]:
    """Notes on what the change's own policies silence and add; `told` is what counts now."""
    if not governing.altered:
        return
    proposed = governing.proposed
    if proposed is None:
        yield "this change alters the policies, and is judged by its own"
        yield from _compared(_earlier(request, governing, base), _active(told), "its policies")
        return
    yield "this change alters the policies; it is judged by those of the branch that it is for"
    if proposed.policy is None or governing.loaded.policy is None:
        return
    ours = _judged(request, governing.head, proposed, base)
    # The branch may have other policies by now, and the change is not to be blamed for that.
    theirs = _active(told) if base.commit == base.tip else _earlier(request, governing, base)
    yield from _compared(theirs, ours, "once merged, its policies")


def _compared(theirs: _Verdict | None, ours: _Verdict | None, who: str) -> Iterator[str]:
    if theirs is None or ours is None:
        return
    lost, won = _only(theirs, ours), _only(ours, theirs)
    if not lost and not won:
        yield f"{who} silence and add nothing here"
    if lost:
        yield f"{who} silence {_listed(lost)}"
    if won:
        yield f"{who} add {_listed(won)}"


def _earlier(request: Request, governing: Governing, base: Base) -> _Verdict | None:
    """What the policies from before the change would say, but for what it takes out of them."""
    there = at_commit(request, governing.head, base.commit)
    own = governing.proposed or governing.loaded
    before = replace(governing, workspace=there, loaded=load_policies(there), proposed=own)
    return _judged(request, there, before.loaded, base, before.still_there)


def _judged(
    request: Request,
    workspace: Workspace,
    loaded: Loaded,
    base: Base,
    counts: Callable[[Finding], bool] | None = None,
) -> _Verdict | None:
    if loaded.policy is None:
        return None
    judging = Judging(replace(request, applications=False), workspace, loaded)
    return _active(tuple(filter(counts, judge_from(base, judging).decided.findings)))


def _active(findings: tuple[Finding, ...]) -> _Verdict:
    return {finding.fingerprint: finding for finding in findings if finding.status is Status.ACTIVE}


def _only(these: _Verdict, those: _Verdict) -> list[Finding]:
    return [finding for fingerprint, finding in these.items() if fingerprint not in those]


def _listed(findings: list[Finding]) -> str:
    shown = [f"{each.rule} at {each.path}:{each.span.start.line}" for each in findings[:_SHOWN]]
    more = len(findings) - len(shown)
    return f"{counted(len(findings), 'finding')}: {', '.join(shown)}{f' and {more} more' if more else ''}"
