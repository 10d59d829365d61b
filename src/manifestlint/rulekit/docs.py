"""A rule's page, made of the rule's own metadata and fixtures."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from manifestlint.core.fix import Safety
from manifestlint.core.rule import RuleInfo

_MENDS = {
    Safety.SAFE: "`--fix` mends what has one right answer.",
    Safety.UNSAFE: "`--fix --unsafe-fixes` mends what has a usual answer; look at it afterwards.",
}


def render_page(rule: RuleInfo, *, bad: str = "", good: str = "", findings: str = "", fixed: str = "") -> str:
    """The page in Markdown. `bad` and `good` are manifests, `findings` and `fixed` what the bad one gives."""
    return "\n".join(_lines(rule, bad.rstrip(), good.rstrip(), findings.rstrip(), fixed.rstrip())) + "\n"


def render_text(rule: RuleInfo) -> str:
    """The page for a terminal."""
    parts = [f"{rule.id} - {rule.summary}", _facts(rule), rule.docs]
    parts += [textwrap.indent("\n".join(block), "  ") for block in (_options(rule), _peers(rule)) if block]
    return "\n\n".join(part for part in parts if part)


def _lines(rule: RuleInfo, bad: str, good: str, findings: str, fixed: str) -> Iterator[str]:
    yield f"# {rule.id}\n"
    yield f"{rule.summary}\n"
    yield f"{_facts(rule)}\n"
    if rule.docs:
        yield f"{rule.docs}\n"
    for title, block in (("Options", _options(rule)), ("In other tools", _peers(rule))):
        if block:
            yield f"## {title}\n"
            yield "\n".join(f"- {line}" for line in block) + "\n"
    for title, text, language in (
        ("Bad", bad, "yaml"),
        ("Finding", findings, "text"),
        ("Fixed", fixed, "yaml"),
        ("Good", good, "yaml"),
    ):
        if text:
            yield f"## {title}\n"
            yield f"```{language}\n{text}\n```\n"


def _facts(rule: RuleInfo) -> str:
    facts = f"Severity {rule.severity.label}, profile {rule.profile.label}, since {rule.since}."
    if rule.subsumes:
        facts += f" At the same place it is told instead of {', '.join(rule.subsumes)}."
    if rule.fix is not None:
        facts += f" {_MENDS[rule.fix]}"
    return facts


def _options(rule: RuleInfo) -> list[str]:
    properties: Mapping[str, Mapping[str, Any]] = (rule.options or {}).get("properties", {})
    return [
        f"`{name}` (default `{schema['default']!r}`): {schema['description']}"
        for name, schema in properties.items()
    ]


def _peers(rule: RuleInfo) -> list[str]:
    return [f"{peer}: {', '.join(f'`{id}`' for id in ids)}" for peer, ids in sorted(rule.peers.items())]
