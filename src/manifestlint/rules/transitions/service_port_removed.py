"""Ports that clients may still use."""

from collections.abc import Iterator

from manifestlint.core.words import enumerated
from manifestlint.model.resource import at, key
from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Related, Severity, transition_rule


@transition_rule(
    "service-port-removed",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("Service",),
)
def service_port_removed(transition: Transition) -> Iterator[Problem]:
    """A Service loses a port, or gets another number in its place.

    Who calls the Service by its name uses the number: from the moment of the sync those connections are
    refused. Nothing in this repository need show such clients. Add the new port beside the old one, move the
    clients, and remove the old one in a later change. Ingresses and routes here that still name the old port
    are told by `ingress-port-unknown`.

    A headless Service's ports are not told: clients go to the pods themselves (Kubernetes docs, "Service").
    It is a warning because nobody may use the port any more; recommended because clients elsewhere fail at
    once.
    """
    if not transition.both:
        return
    old, new = (side.facts.service for side in transition.both)
    if old is None or new is None or old.headless or new.alias:
        return
    there = {(port.port, port.protocol) for port in new.ports}
    for port in old.ports:
        if port.port is not None and new.ports and (port.port, port.protocol) not in there:
            has = enumerated(f"{number}/{protocol}" for number, protocol in sorted(there, key=str))
            yield Problem(
                f"{transition.id}: port {port.port}/{port.protocol} is removed, so whoever calls it is"
                f" refused; it has {has} now",
                at=key("spec", "ports"),
                related=(Related("the port before", at(*port.pointer[:-1]), transition.both[0].ref),),
            )
