"""The decorators that make a function a rule, one for each scope.

A rule with options names their class as the type of its second parameter.
"""

from collections.abc import Callable, Iterable, Mapping

from manifestlint.core.fix import Safety
from manifestlint.core.rule import Scope
from manifestlint.core.severity import Profile, Severity
from manifestlint.rulekit.rule import Check, Rule

Peers = Mapping[str, str | tuple[str, ...]]
Decorator = Callable[[Check], Rule]


def _decorator(scope: Scope) -> Callable[..., Decorator]:
    def decorator(
        id: str,
        *,
        severity: Severity,
        profile: Profile,
        since: str,
        kinds: Iterable[str] = (),
        needs: tuple[str, ...] = (),
        aliases: tuple[str, ...] = (),
        peers: Peers | None = None,
        subsumes: tuple[str, ...] = (),
        fix: Safety | None = None,
    ) -> Decorator:
        said = {
            "scope": scope,
            "severity": severity,
            "profile": profile,
            "since": since,
            "kinds": frozenset(kinds),
            "needs": needs,
            "aliases": aliases,
            "peers": {peer: (ids,) if isinstance(ids, str) else ids for peer, ids in (peers or {}).items()},
            "subsumes": subsumes,
            "fix": fix,
        }
        return lambda check: Rule(id, check, said)

    decorator.__doc__ = f"Make a function a rule of scope `{scope}`; see `RuleInfo` for the parameters."
    return decorator


reported_rule = _decorator(Scope.REPORTED)
file_rule = _decorator(Scope.FILE)
resource_rule = _decorator(Scope.RESOURCE)
workload_rule = _decorator(Scope.WORKLOAD)
container_rule = _decorator(Scope.CONTAINER)
bundle_rule = _decorator(Scope.BUNDLE)
repository_rule = _decorator(Scope.REPOSITORY)
transition_rule = _decorator(Scope.TRANSITION)
change_rule = _decorator(Scope.CHANGE)
