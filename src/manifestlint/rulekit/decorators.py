"""The decorators that make a function a rule, one for each scope.

A rule with options names their class as the type of its second parameter.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from manifestlint.core.rule import RuleInfo, Scope
from manifestlint.core.severity import Profile, Severity
from manifestlint.rulekit.options import json_schema
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
        aliases: tuple[str, ...] = (),
        peers: Peers | None = None,
        subsumes: tuple[str, ...] = (),
    ) -> Decorator:
        def decorate(check: Check) -> Rule:
            options = _options_of(check)
            summary, docs = _docs_of(check)
            info = RuleInfo(
                id=id,
                summary=summary,
                docs=docs,
                severity=severity,
                profile=profile,
                family=check.__module__.rpartition(".")[0].rpartition(".")[2],
                scope=scope,
                since=since,
                kinds=frozenset(kinds),
                options=None if options is None else json_schema(options),
                aliases=aliases,
                peers={peer: (ids,) if isinstance(ids, str) else ids for peer, ids in (peers or {}).items()},
                subsumes=subsumes,
            )
            return Rule(info, check, options)

        return decorate

    decorator.__doc__ = f"Make a function a rule of scope `{scope}`; see `RuleInfo` for the parameters."
    return decorator


def _options_of(check: Check) -> type[Any] | None:
    parameters = list(inspect.signature(check).parameters.values())
    return parameters[1].annotation if len(parameters) > 1 else None


def _docs_of(check: Check) -> tuple[str, str]:
    summary, _, docs = inspect.getdoc(check).partition("\n\n")  # type: ignore[union-attr]
    return " ".join(summary.split()), docs


reported_rule = _decorator(Scope.REPORTED)
file_rule = _decorator(Scope.FILE)
resource_rule = _decorator(Scope.RESOURCE)
workload_rule = _decorator(Scope.WORKLOAD)
container_rule = _decorator(Scope.CONTAINER)
bundle_rule = _decorator(Scope.BUNDLE)
repository_rule = _decorator(Scope.REPOSITORY)
