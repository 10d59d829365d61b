"""What a change of the policies would do to the verdict, once it is merged."""

from collections.abc import Iterator
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
    """Notes on what the change's own policies would silence and add; `told` is what counts now."""
    proposed = governing.proposed
    if proposed is None or not governing.altered:
        return
    yield "this change alters the policies; it is judged by those of the branch that it is for"
    if proposed.policy is None or governing.loaded.policy is None:
        return
    ours = _judged(request, governing.head, proposed, base)
    if base.commit == base.tip:
        theirs = _active(told)
    else:  # the branch has other policies by now, and the change is not to be blamed for that
        there = at_commit(request, governing.head, base.commit)
        theirs = _judged(request, there, load_policies(there), base)
    lost, won = _only(theirs, ours), _only(ours, theirs)
    if not lost and not won:
        yield "once merged, its policies silence and add nothing here"
    if lost:
        yield f"once merged, its policies silence {_listed(lost)}"
    if won:
        yield f"once merged, its policies add {_listed(won)}"


def _judged(request: Request, workspace: Workspace, loaded: Loaded, base: Base) -> _Verdict:
    if loaded.policy is None:
        return {}
    judging = Judging(replace(request, applications=False), workspace, loaded)
    return _active(judge_from(base, judging).decided.findings)


def _active(findings: tuple[Finding, ...]) -> _Verdict:
    return {finding.fingerprint: finding for finding in findings if finding.status is Status.ACTIVE}


def _only(these: _Verdict, those: _Verdict) -> list[Finding]:
    return [finding for fingerprint, finding in these.items() if fingerprint not in those]


def _listed(findings: list[Finding]) -> str:
    shown = [f"{each.rule} at {each.path}:{each.span.start.line}" for each in findings[:_SHOWN]]
    more = len(findings) - len(shown)
    return f"{counted(len(findings), 'finding')}: {', '.join(shown)}{f' and {more} more' if more else ''}"
