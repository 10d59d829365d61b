"""Workloads whose pods a namespace does not admit."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from manifestlint.argocd.application import read_application
from manifestlint.core.words import enumerated
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.pod_security import ENFORCE, Level, SecurityFacts, read_labels
from manifestlint.model.shape import strings
from manifestlint.model.workload import BATCH_KINDS
from manifestlint.rulekit import At, Pointer, Problem, Related

_NAME = At(("metadata", "name"))
_MANAGED: Pointer = ("spec", "syncPolicy", "managedNamespaceMetadata", "labels")
_STARTED_BY_NOBODY = "PodTemplate"


@dataclass(frozen=True, slots=True)
class _Demand:
    """What a namespace enforces, and where that is written."""

    level: Level | None
    version: int
    place: Related


def not_admitted(bundle: Bundle, level: Level, globs: tuple[str, ...]) -> Iterator[Problem]:
    """The workloads that do not meet a level where their namespace enforces it, or a glob asks for it."""
    demands: dict[str, _Demand | None] = {}
    for facts in bundle.applied:
        security = facts.security
        if security is None or not security.breaches or facts.id.kind == _STARTED_BY_NOBODY:
            continue
        namespace = bundle.namespace_of(facts)
        if namespace not in demands:
            demands[namespace] = _enforced(bundle, namespace)
        demand = demands[namespace]
        if demand and demand.level is level:
            yield from _refused(facts, security, namespace, demand)
        elif any(fnmatchcase(namespace, glob) for glob in globs):
            yield from _unwanted(facts, security, level)


def _refused(facts: Facts, security: SecurityFacts, namespace: str, demand: _Demand) -> Iterator[Problem]:
    words = security.against(demand.level or Level.PRIVILEGED, demand.version)
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


def _enforced(bundle: Bundle, namespace: str) -> _Demand | None:
    """What a namespace's labels say; nothing where several manifests of it differ.

    A Namespace among the manifests overwrites the labels that an Application would give it (Argo CD docs,
    "Sync Options", "Namespace Metadata", v3.1).
    """
    if not namespace:
        return None
    found = [each.facts for each in bundle.destination.find("Namespace", "", namespace) if not each.is_made]
    said = {facts.security for facts in found}
    if not found:
        return _managed(bundle, namespace)
    security = found[0].security
    if len(said) > 1 or security is None:
        return None
    place = Related(f"enforces {security.level}", At(("metadata", "labels", ENFORCE)), found[0].ref)
    return _Demand(security.level, security.version, place)


def _managed(bundle: Bundle, namespace: str) -> _Demand | None:
    application = bundle.application
    if application is None or application.declaration is None or namespace != bundle.namespace:
        return None
    read = read_application(application.declaration)
    if read is None or not read.sync_policy.has_option("CreateNamespace=true"):
        return None
    labels = strings(application.declaration.get(*_MANAGED))
    level, version = read_labels(labels)
    return _Demand(level, version, Related(f"enforces {level}", At((*_MANAGED, ENFORCE)), application.ref))
