"""The pages of the rules, made of their own metadata and fixtures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from manifestlint.core.fix import Safety
from manifestlint.core.rule import Example, RuleInfo

_DIFF = re.compile(r"--- \S+\n\+\+\+ ")
_MENDS = {
    Safety.SAFE: "`--fix` mends what has one right answer.",
    Safety.UNSAFE: "`--fix --unsafe-fixes` mends what has a usual answer; look at it afterwards.",
}

_INDEX = """\
# Rules

`essential`: what breaks the API call, sync, rollout or rollback. `recommended`, the default: also what is
insecure or fragile. `strict`: also hardening and taste. A finding of severity `error` fails the check unless
the PolicySet says otherwise. What `--fix` mends is marked: *safe* has one right answer, *unsafe* also needs
`--unsafe-fixes` and a look afterwards."""


def render_page(rule: RuleInfo, example: Example) -> str:
    """The page in Markdown."""
    return "\n".join(_lines(rule, example)) + "\n"


def render_index(rules: Iterable[RuleInfo], families: Mapping[str, str]) -> str:
    """The page that lists all rules, by family; what a family is about is given by its name."""
    return "\n".join(_index(rules, families)) + "\n"


def _index(rules: Iterable[RuleInfo], families: Mapping[str, str]) -> Iterator[str]:
    yield _INDEX
    for family, members in groupby(rules, key=lambda rule: rule.family):
        yield f"\n## {family}\n\n{families[family]}\n"
        yield "| rule | severity | profile | fix | finds |\n|---|---|---|---|---|"
        for rule in members:
            fix = rule.fix.value if rule.fix is not None else ""
            finds = rule.summary.replace("|", "\\|")
            cells = (f"[{rule.id}]({rule.id}.md)", rule.severity.label, rule.profile.label, fix, finds)
            yield f"| {' | '.join(cells)} |"


def _lines(rule: RuleInfo, example: Example) -> Iterator[str]:
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
        ("Bad", example.bad, _language(example.bad)),
        ("Finding", example.findings, "text"),
        ("Fixed", example.fixed, "yaml"),
        ("Good", example.good, _language(example.good)),
    ):
        if text:
            yield f"## {title}\n"
            yield f"```{language}\n{text}\n```\n"


def _language(text: str) -> str:
    return "diff" if _DIFF.match(text) else "yaml"


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
