"""Findings that the baseline knows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from manifestlint.config.baseline import Known
from manifestlint.core.finding import Finding, Status
from manifestlint.core.rule import RuleInfo, Scope
from manifestlint.engine.flaws import SYNTAX

_OF_A_CHANGE = {Scope.TRANSITION, Scope.CHANGE}
_ABOUT_POLICIES = "policyset"


def may_be_known(rule: str, rules: Mapping[str, RuleInfo]) -> bool:
    """Whether findings of a rule may be left for later.

    Not what a change does, nor what is wrong with the policies; and a document that cannot be read would hide
    whatever is written into it later.
    """
    info = rules.get(rule)
    if info is None:
        return rule != SYNTAX
    return rule != SYNTAX and info.scope not in _OF_A_CHANGE and info.family != _ABOUT_POLICIES


def baselined(
    findings: list[Finding], known: Iterable[Known], rules: Mapping[str, RuleInfo]
) -> list[Finding]:
    """Every finding, set aside where it is the very one that the baseline knows."""
    if not known:
        return findings
    fingerprints = {each.fingerprint: each.rule for each in known}
    return [
        replace(finding, status=Status.BASELINED, justification="known from before")
        if finding.status is Status.ACTIVE
        and fingerprints.get(finding.fingerprint) == finding.rule
        and may_be_known(finding.rule, rules)
        else finding
        for finding in findings
    ]


def find_gone(
    known: Iterable[Known],
    findings: Iterable[Finding],
    tells_of: Callable[[str], bool],
    ran: Callable[[str], bool],
) -> tuple[Known, ...]:
    """What the baseline knows, and a run that looked for it did not find."""
    found = {finding.fingerprint for finding in findings if known}
    return tuple(
        each
        for each in known
        if each.fingerprint not in found and tells_of(each.path) and (ran(each.rule) or not each.rule)
    )
