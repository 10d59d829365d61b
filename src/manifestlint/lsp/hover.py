"""A rule's own words, where it has found something."""

from manifestlint.api import rule
from manifestlint.core.rule import RuleInfo


def about(ids: list[str]) -> str:
    """What the rules find, why, and how to mend it, in Markdown; empty where none of them is known."""
    return "\n\n---\n\n".join(filter(None, map(_about, dict.fromkeys(ids))))


def _about(id: str) -> str:
    try:
        info: RuleInfo = rule(id)[0]
    except LookupError:
        return ""
    head = f"[{info.id}]({info.url}) ({info.severity.label}, {info.profile.label})"
    return "\n\n".join(filter(None, (head, f"**{info.summary}**", info.docs)))
