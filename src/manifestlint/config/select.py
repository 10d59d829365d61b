"""Which rules run where, and how: the PolicySet and the command line brought together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from manifestlint.config.coherence import current_ids
from manifestlint.config.match import matches
from manifestlint.config.policyset import PolicySet, RuleSetting, Target
from manifestlint.core.rule import RuleInfo
from manifestlint.core.severity import Profile, Severity
from manifestlint.core.words import close_to


class UnknownRule(Exception):  # noqa: N818 - a name that is not known is no error of the program
    """A name on the command line that is no rule, no family and no glob that meets one."""

    def __init__(self, name: str, suggestion: str | None) -> None:
        self.name = name
        self.suggestion = suggestion
        hint = f'did you mean "{suggestion}"?' if suggestion else '"manifestlint rules list" names all'
        super().__init__(f'there is no rule "{name}"; {hint}')


@dataclass(frozen=True, slots=True)
class Effective:
    """How a rule counts at some place; the options are those that differ from the rule's defaults."""

    severity: Severity
    options: Mapping[str, Any]
    suppressible: bool


class Selection:
    """The rules of a run. Later overrides win, and options are merged key by key.

    `select` and `ignore` hold ids, globs and family names. A rule that is selected by its id is on even
    where the PolicySet's `rules` switch it off; what overrides say of it holds still.
    """

    def __init__(
        self,
        policy: PolicySet,
        known: Mapping[str, RuleInfo],
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        profile: Profile | None = None,
    ) -> None:
        self._policy = policy
        self._known = known
        selected, ignored = _resolve(select, known), _resolve(ignore, known)
        limit = policy.profile if profile is None else profile
        self._base = {
            id: _base(info, policy.rules.get(id, RuleSetting()), limit, selected.get(id))
            for id, info in known.items()
            if id not in ignored and (not selected or id in selected)
        }
        self._overridden = {id for override in policy.overrides for id in override.rules}
        self._cache: dict[tuple[str, tuple[int, ...]], Effective | None] = {}
        self._last: tuple[Target | None, tuple[int, ...]] = (None, ())
        self.rules_on = frozenset(id for id in self._base if self._may_run(id))

    def _may_run(self, rule: str) -> bool:
        here = (override.rules[rule].on for override in self._policy.overrides if rule in override.rules)
        return bool(self._base[rule].on) or any(here)

    def overrides_for(self, target: Target) -> tuple[int, ...]:
        """The overrides that match a target, by their place in the PolicySet."""
        if not self._policy.overrides:
            return ()
        last, found = self._last
        if target is not last:
            found = tuple(i for i, each in enumerate(self._policy.overrides) if matches(each.match, target))
            self._last = (target, found)
        return found

    def setting(self, rule: str, target: Target) -> Effective | None:
        """How a rule counts for a target; None where it is off."""
        return self.setting_under(rule, self.overrides_for(target))

    def setting_under(self, rule: str, overrides: tuple[int, ...]) -> Effective | None:
        """How a rule counts where these overrides match; None where it is off."""
        if rule not in self.rules_on:
            return None
        key = (rule, overrides if rule in self._overridden else ())
        if key not in self._cache:
            self._cache[key] = self._effective(*key)
        return self._cache[key]

    def _effective(self, rule: str, overrides: tuple[int, ...]) -> Effective | None:
        setting = self._base[rule]
        for index in overrides:
            setting = _merged(setting, self._policy.overrides[index].rules.get(rule))
        if not setting.on:
            return None
        severity = self._known[rule].severity if setting.severity is None else setting.severity
        return Effective(severity, setting.options, setting.suppressible is not False)

    def variants(self, rule: str) -> tuple[Mapping[str, Any], ...]:
        """All options with which a rule may run at some place, each once."""
        if rule not in self.rules_on:
            return ()
        settings = [self._base[rule]]
        for override in self._policy.overrides:
            for setting in tuple(settings) if rule in override.rules else ():
                merged = _merged(setting, override.rules[rule])
                if merged not in settings:
                    settings.append(merged)
        options: list[Mapping[str, Any]] = []
        for setting in settings:
            if setting.on and setting.options not in options:
                options.append(setting.options)
        return tuple(options)

    def defaults(self, rule: str) -> dict[str, Any]:
        """The options of a rule that the engine itself runs, where the PolicySet says nothing."""
        properties = (self._known[rule].options or {}).get("properties", {})
        return {name: schema["default"] for name, schema in properties.items()}

    def kubernetes_version(self, target: Target) -> str | None:
        """The version of the cluster in which a target lands; None: the newest known."""
        for index in reversed(self.overrides_for(target)):
            if self._policy.overrides[index].kubernetes_version is not None:
                return self._policy.overrides[index].kubernetes_version
        return self._policy.kubernetes_version


def _base(info: RuleInfo, setting: RuleSetting, profile: Profile, by_id: bool | None) -> RuleSetting:
    """What holds without overrides; `by_id` is None where the command line does not select the rule."""
    if by_id is None:
        on = info.profile <= profile if setting.on is None else setting.on
    else:
        on = by_id or setting.on is not False
    return RuleSetting(on, setting.severity, setting.options, setting.suppressible)


def _merged(base: RuleSetting, over: RuleSetting | None) -> RuleSetting:
    if over is None:
        return base
    return RuleSetting(
        base.on if over.on is None else over.on,
        base.severity if over.severity is None else over.severity,
        {**base.options, **over.options},
        base.suppressible if over.suppressible is None else over.suppressible,
    )


def _resolve(names: Iterable[str], known: Mapping[str, RuleInfo]) -> dict[str, bool]:
    """The rules that are named, and whether by their very id; commas part names too."""
    found: dict[str, bool] = {}
    current = current_ids(known)
    for name in (part.strip() for entry in names for part in entry.split(",")):
        if name in current:
            found[current[name]] = True
        elif name:
            for id in _group(name, known):
                found.setdefault(id, False)
    return found


def _group(name: str, known: Mapping[str, RuleInfo]) -> list[str]:
    found = [id for id, info in known.items() if name == info.family or fnmatchcase(id, name)]
    if not found:
        families = {info.family for info in known.values()}
        raise UnknownRule(name, close_to(name, sorted({*known, *families})))
    return found
