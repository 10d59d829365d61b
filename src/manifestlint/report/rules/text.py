"""Rules for people at a terminal."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import indent, wrap
from typing import Any

from manifestlint.core.fix import Safety
from manifestlint.core.rule import Example, RuleInfo
from manifestlint.core.severity import Profile
from manifestlint.core.words import counted
from manifestlint.report.text import BOLD, DIM, GREEN, SEVERITY_COLOURS, Style

_MEANINGS = {
    Profile.ESSENTIAL: "breaks the API call, sync, rollout or rollback",
    Profile.RECOMMENDED: "insecure or fragile, the default",
    Profile.STRICT: "hardening and taste",
}
_LEGEND = "; ".join(f"{profile.label}: {meaning}" for profile, meaning in _MEANINGS.items())
_UNASKED = {Safety.SAFE: "--fix mends it", Safety.UNSAFE: "--fix --unsafe-fixes mends it"}
_COLUMNS = 2, 9, 13  # before the id, of the severity, of the profile
_NARROWEST = 50
"""A summary with less room than that goes below its rule."""
_WIDEST_PROSE = 100
_CHANGED = re.compile(r"^[-+].*$", re.MULTILINE)


def render_list(rules: Sequence[RuleInfo], style: Style, width: int, peer: str | None = None) -> str:
    """A line for each rule by family; `peer` is a tool whose names for it are said too."""
    longest = max((len(rule.id) for rule in rules), default=0) + 1
    blocks = [f"{counted(len(rules), 'rule')}. {_LEGEND}."]
    for family, members in groupby(rules, lambda rule: rule.family):
        named = list(members)
        rows = [row for rule in named for row in _row(rule, style, longest, width, peer)]
        blocks.append("\n".join([f"{style.paint(BOLD, family)} ({len(named)})", *rows]))
    blocks[0] = "\n".join(wrap(blocks[0], width))
    blocks.append('"manifestlint rules show ID" tells of one: why, how to mend it, an example.')
    return "\n\n".join(blocks) + "\n"


def _row(rule: RuleInfo, style: Style, longest: int, width: int, peer: str | None) -> Iterator[str]:
    margin, severity, profile = _COLUMNS
    text = f"{rule.summary} ({', '.join(rule.peers[peer])})" if peer else rule.summary
    coloured = style.paint(SEVERITY_COLOURS[rule.severity], rule.severity.label)
    pad = " " * (severity - len(rule.severity.label))
    head = f"{'':{margin}}{rule.id:<{longest}}{coloured}{pad}{rule.profile.label:<{profile}}"
    used = margin + longest + severity + profile
    if width - used < _NARROWEST:
        yield head.rstrip()
        yield from _wrapped(text, width, " " * (2 * margin + 2))
        return
    first, *others = _wrapped(text, width - used, "")
    yield head + first
    yield from (" " * used + line for line in others)


def render_rule(rule: RuleInfo, example: Example, style: Style, width: int) -> str:
    """What a rule finds, why, how to mend it, its options, an example, and its names elsewhere."""
    prose = min(width, _WIDEST_PROSE)
    why = "\n\n".join("\n".join(_wrapped(part, prose, "  ")) for part in rule.docs.split("\n\n"))
    parts = [
        ("Why, and how to mend it", why),
        ("Options", "\n".join(_options(rule, prose))),
        ("Bad", _code(example.bad, style)),
        ("Finding", "\n".join(_findings(example, prose))),
        ("Fixed", _code(example.fixed, style)),
        ("Good", _code(example.good, style)),
        ("In other tools", "\n".join(_peers(rule, prose))),
    ]
    blocks = ["\n".join(_head(rule, style, prose))]
    blocks += [f"{style.paint(BOLD, title)}\n{text}" for title, text in parts if text]
    return "\n\n".join(blocks) + "\n"


def _head(rule: RuleInfo, style: Style, width: int) -> Iterator[str]:
    severity = style.paint(SEVERITY_COLOURS[rule.severity], rule.severity.label)
    yield f"{style.paint(BOLD, rule.id)}  {severity}, {rule.profile.label}, since {rule.since}"
    yield from _wrapped(rule.summary, width, "")
    facts = [_UNASKED[rule.fix]] if rule.fix else []
    if rule.subsumes:
        facts.append(f"told instead of {', '.join(rule.subsumes)} at the same place")
    if facts:
        yield from (style.paint(DIM, line) for line in _wrapped("; ".join(facts), width, ""))


def _options(rule: RuleInfo, width: int) -> Iterator[str]:
    properties: Mapping[str, Mapping[str, Any]] = (rule.options or {}).get("properties", {})
    for name, schema in properties.items():
        yield from _wrapped(f"{name}: {schema['description']}", width, "  ", "    ")
        yield from _wrapped(f"default: {_default(schema['default'])}", width, "    ", "      ")


def _default(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value).lower() if isinstance(value, bool) else "none" if value in ("", None) else str(value)


def _findings(example: Example, width: int) -> Iterator[str]:
    for line in example.findings.splitlines():
        margin = " " * (2 + len(line) - len(line.lstrip()))
        yield from _wrapped(line.lstrip(), width, margin, margin + "  ")


def _peers(rule: RuleInfo, width: int) -> Iterator[str]:
    longest = max(map(len, rule.peers), default=0)
    for peer, ids in sorted(rule.peers.items()):
        yield from _wrapped(f"{peer:<{longest}}  {', '.join(ids)}", width, "  ", " " * (longest + 4))


def _code(text: str, style: Style) -> str:
    """A manifest or a change; of a change, what goes and comes in colour."""
    if text.startswith("--- ") and "\n+++ " in text:
        colours = {"+": GREEN, "-": SEVERITY_COLOURS[max(SEVERITY_COLOURS)]}
        text = _CHANGED.sub(lambda line: style.paint(colours[line[0][0]], line[0]), text)
    return indent(text, "  ")


def _wrapped(text: str, width: int, margin: str, hanging: str | None = None) -> list[str]:
    return wrap(
        text,
        width,
        initial_indent=margin,
        subsequent_indent=margin if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
