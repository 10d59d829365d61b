"""Which level of the Pod Security Standards a namespace asks for, and where that is written."""

from dataclasses import dataclass

from manifestlint.argocd.application import read_application
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.pod_security import ENFORCE, PREFIX, WARN, Level, SecurityFacts, read_labels
from manifestlint.model.shape import strings
from manifestlint.rulekit import At, Pointer, Related

_MANAGED: Pointer = ("spec", "syncPolicy", "managedNamespaceMetadata", "labels")
_VERBS = {ENFORCE: "enforces", WARN: "warns of what is not"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a namespace asks for, and where that is written."""

    level: Level
    version: int
    place: Related

    def breaches(self, security: SecurityFacts) -> tuple[str, ...]:
        """Why pods do not meet it."""
        return security.against(self.level, self.version)


def asked(bundle: Bundle, namespace: str, mode: str) -> Asked | None:
    """What a namespace's labels ask for in a mode; nothing where several manifests of it differ.

    A Namespace among the manifests overwrites the labels that an Application would give it (Argo CD docs,
    "Sync Options", "Namespace Metadata", v3.1).
    """
    if not namespace:
        return None
    found = [each.facts for each in bundle.destination.find("Namespace", "", namespace) if not each.is_made]
    if not found:
        return _managed(bundle, namespace, mode)
    said = {facts.security.demand(mode) if facts.security else None for facts in found}
    demand = said.pop()
    if said or demand is None:
        return None
    return Asked(demand.level, demand.version, _place(mode, demand.level, ("metadata", "labels"), found[0]))


def _managed(bundle: Bundle, namespace: str, mode: str) -> Asked | None:
    application = bundle.application
    if application is None or application.declaration is None or namespace != bundle.namespace:
        return None
    read = read_application(application.declaration)
    if read is None or not read.sync_policy.has_option("CreateNamespace=true"):
        return None
    demand = read_labels(strings(application.declaration.get(*_MANAGED)), mode)
    if demand is None:
        return None
    return Asked(demand.level, demand.version, _place(mode, demand.level, _MANAGED, application))


def _place(mode: str, level: Level, labels: Pointer, facts: Facts) -> Related:
    return Related(f"{_VERBS[mode]} {level}", At((*labels, PREFIX + mode)), facts.ref)
