"""Rules for programs."""

from collections.abc import Iterable
from dataclasses import asdict

from manifestlint.core.rule import Example, RuleInfo
from manifestlint.report.written import written


def render_list(rules: Iterable[RuleInfo]) -> str:
    """An array of rules."""
    return written([_entry(rule) for rule in rules])


def render_rule(rule: RuleInfo, example: Example) -> str:
    """One rule, with its docs and an example."""
    more = {"docs": rule.docs, "kinds": sorted(rule.kinds), "subsumes": list(rule.subsumes)}
    return written(_entry(rule) | more | {"example": asdict(example)})


def _entry(rule: RuleInfo) -> dict[str, object]:
    return {
        "id": rule.id,
        "summary": rule.summary,
        "severity": rule.severity.label,
        "profile": rule.profile.label,
        "family": rule.family,
        "scope": rule.scope.value,
        "fix": rule.fix,
        "since": rule.since,
        "peers": {peer: list(ids) for peer, ids in rule.peers.items()},
        "aliases": list(rule.aliases),
        "options": rule.options,
    }
