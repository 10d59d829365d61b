"""What there is to know about rules."""

from manifestlint.core.rule import Example, RuleInfo
from manifestlint.core.severity import Profile, Severity
from manifestlint.core.words import close_to
from manifestlint.rules import CATALOGUE


def rules(
    peer: str | None = None,
    family: str | None = None,
    profile: Profile | None = None,
    severity: Severity | None = None,
) -> tuple[RuleInfo, ...]:
    """Every rule, or those that do the work of another tool, ordered by family and id.

    Raises:
        LookupError: there is no such tool or family; the message names those that there are.
    """
    infos = tuple(CATALOGUE.infos.values())
    _check("tool", peer, {name for info in infos for name in info.peers})
    _check("family", family, {info.family for info in infos})
    return tuple(
        info
        for info in infos
        if (peer is None or peer in info.peers)
        and family in {None, info.family}
        and (profile is None or info.profile <= profile)
        and severity in {None, info.severity}
    )


def _check(what: str, name: str | None, known: set[str]) -> None:
    if name is not None and name not in known:
        raise LookupError(f"no rule knows the {what} {name!r}; known are {', '.join(sorted(known))}")


def rule(id: str) -> tuple[RuleInfo, Example]:
    """A rule by its id or an alias, and an example of it.

    Raises:
        LookupError: there is no such rule; the message names the nearest.
    """
    infos = CATALOGUE.infos
    aliases = {alias: info.id for info in infos.values() for alias in info.aliases}
    info = infos.get(aliases.get(id, id))
    if info is None:
        close = close_to(id, infos)
        hint = f'did you mean "{close}"?' if close else '"manifestlint rules list" names all'
        raise LookupError(f'there is no rule "{id}"; {hint}')
    return info, CATALOGUE.example(info.id)
