"""Rules for programs."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from manifestlint.core.rule import Example, RuleInfo


def render_list(rules: Iterable[RuleInfo]) -> str:
    """An array of rules."""
    return json.dumps([_entry(rule) for rule in rules], indent=1) + "\n"


def render_rule(rule: RuleInfo, example: Example) -> str:
    """One rule, with its docs and an example."""
    more = {"docs": rule.docs, "kinds": sorted(rule.kinds), "subsumes": list(rule.subsumes)}
    return json.dumps(_entry(rule) | more | {"example": asdict(example)}, indent=1) + "\n"


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
