"""Ingresses and routes to a port that their Service does not have."""

from collections.abc import Iterator

from manifestlint.core.words import enumerated
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.model.references import GATEWAY, Reference
from manifestlint.model.service import ServicePort
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule
from manifestlint.rules.references._missing import the_one


@bundle_rule(
    "ingress-port-unknown",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-linter": "dangling-ingress"},
)
def ingress_port_unknown(bundle: Bundle) -> Iterator[Problem]:
    """An Ingress or a route of the Gateway API sends requests to a port that the Service does not have.

    They are answered with an error, 503 or 500 (Kubernetes docs, "Ingress"; Gateway API docs, `BackendRef`).
    A backend names one of the Service's own ports by number or name, not the port of the container behind it:
    `port` counts, and `targetPort` does not.

    Only Services whose manifest lies here are looked at, and none of type ExternalName.

    It is recommended, not essential, because the sync itself succeeds.
    """
    for facts in bundle.members:
        if facts.id.kind == "Ingress" or facts.id.group == GATEWAY:
            for reference in facts.references:
                if reference.kind == "Service" and reference.part:
                    yield from _judge(bundle, facts, reference)


def _judge(bundle: Bundle, facts: Facts, reference: Reference) -> Iterator[Problem]:
    found = the_one(bundle, facts, reference)
    service = found.service if found else None
    if found is None or service is None or service.alias or not service.ports:
        return
    if not any(reference.part in {port.port, port.name} for port in service.ports):
        yield Problem(
            f"{facts.id}: {found.id} has no port {reference.part}, so requests for it fail;"
            f" it has {enumerated(map(_told, service.ports))}",
            at=At(reference.part_pointer),
            resource=facts.ref,
            related=(Related("the Service's ports", At(("spec", "ports"), on="key"), found.ref),),
        )


def _told(port: ServicePort) -> str:
    return f"{port.port} ({port.name})" if port.name else f"{port.port}"
