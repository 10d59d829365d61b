"""From the checks of other tools to our rules."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from manifestlint.adopt.found import Setting, Wish
from manifestlint.config.coherence import needed_options
from manifestlint.core.rule import RuleInfo
from manifestlint.core.severity import Profile
from manifestlint.core.words import enumerated


@dataclass(frozen=True, slots=True)
class Moved:
    """A rule that is switched as a check of another tool was."""

    rule: str
    wish: Wish
    because: str
    """The checks, each with its tool."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What becomes of the checks of other tools."""

    moved: tuple[Moved, ...]
    kept: tuple[Moved, ...]
    """Rules that stay as they are, and why."""
    unknown: tuple[str, ...]
    """Checks that no rule does."""


def take_over(settings: Iterable[Setting], rules: Mapping[str, RuleInfo]) -> Taken:
    """Switch the rules that do the work of those checks; off wins where two tools disagree.

    A rule that does the work of several checks of a tool is switched off if all of them are. An essential one
    stays: it tells what breaks the API call, the sync, the rollout or the rollback.
    """
    settings = tuple(settings)
    off = {(each.peer, each.check) for each in settings if each.wish is Wish.OFF}
    on = {(each.peer, each.check) for each in settings if each.wish is Wish.ON} - off
    moved: list[Moved] = []
    kept: list[Moved] = []
    for info in sorted(rules.values(), key=lambda info: info.id):
        if because := _named(info, off):
            reason = _reason_to_keep(info, off)
            (kept if reason else moved).append(Moved(info.id, Wish.OFF, because + reason))
        elif info.profile is Profile.STRICT and (because := _named(info, on)):
            reason = _reason_for_silence(info)
            (kept if reason else moved).append(Moved(info.id, Wish.ON, because + reason))
    known = {check for info in rules.values() for check in _checks(info)}
    unknown = (f"{each.peer} {each.check}" for each in settings if (each.peer, each.check) not in known)
    return Taken(tuple(moved), tuple(kept), tuple(dict.fromkeys(unknown)))


def _reason_to_keep(info: RuleInfo, off: set[tuple[str, str]]) -> str:
    """Why a rule stays on though one of its checks is off; empty where it does not."""
    if info.profile is Profile.ESSENTIAL:
        return "; kept, for what it finds does not work in the cluster"
    for peer in {peer for peer, check in _checks(info) if (peer, check) in off}:
        left = [check for check in info.peers[peer] if (peer, check) not in off]
        if left:
            return f"; kept, for it does the work of {peer} {enumerated(left)} too"
    return ""


def _reason_for_silence(info: RuleInfo) -> str:
    """Why it is of no use to switch a rule on; empty where it is."""
    needed = needed_options(info)
    return f"; says nothing without {enumerated(needed, 'or')} in its options" if needed else ""


def _named(info: RuleInfo, wanted: set[tuple[str, str]]) -> str:
    return ", ".join(f"{peer} {check}" for peer, check in _checks(info) if (peer, check) in wanted)


def _checks(info: RuleInfo) -> Iterator[tuple[str, str]]:
    return ((peer, check) for peer, checks in info.peers.items() for check in checks)
