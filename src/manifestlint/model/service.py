"""How a Service finds its pods."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from manifestlint.core.place import Pointer
from manifestlint.model.pods import protocol_of
from manifestlint.model.resource import Resource
from manifestlint.model.selector import Selector, plain_selector
from manifestlint.model.shape import integer, mapping, mappings, text


@dataclass(frozen=True, slots=True)
class ServicePort:
    """A port of a Service; `target` is a number or the name of a container port."""

    name: str
    port: int | None
    target: int | str | None
    protocol: str
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """How a Service finds its pods; no selector where it has none, or is an alias of another host."""

    selector: Selector | None
    ports: tuple[ServicePort, ...]
    headless: bool = False
    """It has no address of its own: its name leads to the pods themselves."""
    alias: bool = False
    """It is another name of a host outside, whose ports nobody lists."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Its own labels, by which monitors find it."""
    type: str = "ClusterIP"


def read_service(resource: Resource) -> ServiceFacts:
    """What neighbours see of a Service."""
    spec = mapping(resource.get("spec"))
    written = spec.get("selector")
    alias = spec.get("type") == "ExternalName"
    selector = plain_selector(written) if isinstance(written, dict) and written and not alias else None
    ports = tuple(_service_port(i, port) for i, port in mappings(spec.get("ports")))
    return ServiceFacts(
        selector,
        ports,
        headless=spec.get("clusterIP") == "None",
        alias=alias,
        labels=resource.labels,
        type=text(spec.get("type")) or "ClusterIP",
    )


def _service_port(index: int, port: dict[str, object]) -> ServicePort:
    number, target = integer(port.get("port")), port.get("targetPort")
    pointer: Pointer = ("spec", "ports", index, "port" if target is None else "targetPort")
    chosen = number if target in (None, 0, "") else target
    known = chosen if isinstance(chosen, int | str) and not isinstance(chosen, bool) else None
    return ServicePort(text(port.get("name")), number, known, protocol_of(port), pointer)
