"""Workloads whose pods a namespace does not admit, or warns of."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from manifestlint.core.words import enumerated
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.pod_security import ENFORCE, WARN, Level, SecurityFacts
from manifestlint.model.workload import BATCH_KINDS
from manifestlint.rulekit import At, Problem, option
from manifestlint.rules.security._asked import Asked, asked

_NAME = At(("metadata", "name"))
_STARTED_BY_NOBODY = "PodTemplate"
_WARNED_GROUPS = frozenset({"", "apps", "batch"})
"""Of whose workloads the API server warns; of the pods of others it does when their controllers make them."""


@dataclass(frozen=True, slots=True)
class Options:
    """Where the level is asked for."""

    namespaces: tuple[str, ...] = option(
        (), "Globs of namespaces whose pods must meet the level, whatever the labels of the namespace say."
    )


def not_admitted(bundle: Bundle, level: Level, globs: tuple[str, ...]) -> Iterator[Problem]:
    """The workloads that do not meet a level where their namespace enforces it, or a glob asks for it."""
    enforced = cache(lambda namespace: asked(bundle, namespace, ENFORCE))
    for facts, security in _in_breach(bundle):
        if facts.id.kind == _STARTED_BY_NOBODY:
            continue
        namespace = bundle.namespace_of(facts)
        demand = enforced(namespace)
        if demand and demand.level is level:
            yield from _refused(facts, security, namespace, demand)
        elif any(fnmatchcase(namespace, glob) for glob in globs):
            yield from _unwanted(facts, security, level)


def warned_of(bundle: Bundle) -> Iterator[Problem]:
    """The workloads that the API server takes with a warning; what a namespace enforces is not told again."""
    demands = cache(lambda namespace: (asked(bundle, namespace, WARN), asked(bundle, namespace, ENFORCE)))
    for facts, security in _in_breach(bundle):
        namespace = bundle.namespace_of(facts)
        warned, enforced = demands(namespace)
        if warned is None or facts.id.group not in _WARNED_GROUPS:
            continue
        told = enforced.breaches(security) if enforced else ()
        words = [each for each in warned.breaches(security) if each not in told]
        if words:
            text = f"{facts.id}: {enumerated(words)}, of which namespace {namespace} warns ({warned.level})"
            yield Problem(text, _NAME, facts.ref, (warned.place,))


def _in_breach(bundle: Bundle) -> Iterator[tuple[Facts, SecurityFacts]]:
    for facts in bundle.applied:
        if facts.security is not None and facts.security.breaches:
            yield facts, facts.security


def _refused(facts: Facts, security: SecurityFacts, namespace: str, demand: Asked) -> Iterator[Problem]:
    words = demand.breaches(security)
    if words:
        what = f"{enumerated(words)}, which namespace {namespace} forbids by enforcing {demand.level}"
        text = f"{facts.id}: {what}, so {_outcome(facts)}"
        yield Problem(text, _NAME, facts.ref, (demand.place,))


def _unwanted(facts: Facts, security: SecurityFacts, level: Level) -> Iterator[Problem]:
    words = security.against(level, security.cluster)
    if words:
        text = f"{facts.id}: {enumerated(words)}, which the level {level} forbids that is asked for here"
        yield Problem(text, _NAME, facts.ref)


def _outcome(facts: Facts) -> str:
    if facts.id.kind == "Pod":
        return "it is refused"
    return (
        "its pods are refused"
        if facts.id.kind in BATCH_KINDS
        else "its pods are refused and the rollout stalls"
    )
