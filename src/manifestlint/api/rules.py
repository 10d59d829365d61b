"""What there is to know about rules."""

from manifestlint.core.rule import RuleInfo
from manifestlint.core.words import close_to
from manifestlint.rules import CATALOGUE


def rules() -> tuple[RuleInfo, ...]:
    """Every rule, ordered by family and id."""
    return tuple(CATALOGUE.infos.values())


def rule_page(id: str) -> str:
    """What a rule finds, why, and how to mend it, for a terminal.

    Raises:
        LookupError: there is no such rule; the message names the nearest.
    """
    from manifestlint.rulekit.docs import render_text

    infos = CATALOGUE.infos
    aliases = {alias: info.id for info in infos.values() for alias in info.aliases}
    info = infos.get(aliases.get(id, id))
    if info is None:
        close = close_to(id, infos)
        hint = f'did you mean "{close}"?' if close else '"manifestlint rules list" names all'
        raise LookupError(f'there is no rule "{id}"; {hint}')
    return render_text(info)
