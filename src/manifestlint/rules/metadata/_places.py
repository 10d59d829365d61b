"""Where an object says which namespace it is for."""

from manifestlint.model.facts import Facts
from manifestlint.model.kinds import is_argocd, is_namespaced
from manifestlint.rulekit import Pointer

OWN: Pointer = ("metadata", "namespace")
NAME: Pointer = ("metadata", "name")
DESTINATION: Pointer = ("spec", "destination", "namespace")


def placed(facts: Facts) -> tuple[str, Pointer]:
    """The namespace that an object lands in, makes or sends others to, and where that is said."""
    id = facts.id
    if (id.group, id.kind) == ("", "Namespace"):
        return id.name, NAME
    if facts.application:
        return facts.application.namespace, DESTINATION
    if is_argocd(id.group, id.kind) or is_namespaced(id.group, id.kind) is False:
        return "", OWN
    return id.namespace, OWN
