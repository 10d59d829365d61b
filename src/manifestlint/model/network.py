"""Who may talk to whom, and which requests go where."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.core.place import Pointer
from manifestlint.model.resource import Resource
from manifestlint.model.selector import Selector, label_selector
from manifestlint.model.shape import dig, mappings, sequence, text

_PEERS = (("ingress", "from"), ("egress", "to"))
_CLASS = "kubernetes.io/ingress.class"
_CANARY = "nginx.ingress.kubernetes.io/canary"
_ENTRY_POINTS = "traefik.ingress.kubernetes.io/router.entrypoints"
_ALONE = frozenset({"alb", "gce", "gce-internal"})
"""Classes whose controllers give each Ingress an address of its own."""


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """What a NetworkPolicy is about."""

    directions: frozenset[str]
    """`Ingress`, `Egress`: what is closed but for its rules."""
    peers: tuple[tuple[Selector, Pointer], ...]
    """The pods of its own namespace that it lets talk, and where that stands."""


@dataclass(frozen=True, slots=True)
class Route:
    """Requests that an Ingress takes; no host means any."""

    host: str
    path: str
    type: str
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class IngressFacts:
    """The requests that an Ingress takes, and which others share its controller."""

    group: str | None
    """Two Ingresses of one group are served as one; None where nobody else is."""
    routes: tuple[Route, ...]


def read_policy(resource: Resource) -> PolicyFacts:
    """A NetworkPolicy.

    Without `policyTypes` it is about incoming traffic, and about outgoing where it has rules for that
    (Kubernetes `pkg/apis/networking/v1/defaults.go`, v1.35).
    """
    written = sequence(resource.get("spec", "policyTypes"))
    directions = {item for item in written if isinstance(item, str)}
    if not directions:
        directions = {"Ingress", "Egress"} if resource.get("spec", "egress") else {"Ingress"}
    return PolicyFacts(frozenset(directions), tuple(_peers(resource)))


def _peers(resource: Resource) -> Iterator[tuple[Selector, Pointer]]:
    for direction, field in _PEERS:
        for index, rule in mappings(resource.get("spec", direction)):
            for place, peer in mappings(rule.get(field)):
                if isinstance(peer.get("podSelector"), dict) and peer.get("namespaceSelector") is None:
                    pointer: Pointer = ("spec", direction, index, field, place, "podSelector")
                    yield label_selector(peer["podSelector"]), pointer


def read_ingress(resource: Resource) -> IngressFacts:
    """An Ingress.

    A canary of ingress-nginx repeats the routes of another on purpose, and Traefik tells routes apart by
    their entry points too.
    """
    notes = resource.annotations
    named = text(resource.get("spec", "ingressClassName")) or notes.get(_CLASS, "")
    alone = named in _ALONE or any(name.startswith("alb.ingress.kubernetes.io/") for name in notes)
    if alone or notes.get(_CANARY) == "true":
        return IngressFacts(None, tuple(_routes(resource)))
    return IngressFacts(f"{named} {notes.get(_ENTRY_POINTS, '')}".strip(), tuple(_routes(resource)))


def _routes(resource: Resource) -> Iterator[Route]:
    for index, rule in mappings(resource.get("spec", "rules")):
        for place, path in mappings(dig(rule, "http", "paths")):
            pointer: Pointer = ("spec", "rules", index, "http", "paths", place)
            written = text(path.get("path")) or "/"
            yield Route(text(rule.get("host")), written, text(path.get("pathType")), pointer)
