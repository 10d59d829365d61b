"""A Service as the API server reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping, mappings, sequence, text
from manifestlint.rulekit import Pointer

CLUSTER_IP = "ClusterIP"
EXTERNAL_NAME = "ExternalName"
LOAD_BALANCER = "LoadBalancer"
NODE_PORT = "NodePort"
TYPES = (CLUSTER_IP, EXTERNAL_NAME, LOAD_BALANCER, NODE_PORT)
NO_IP = "None"
SOURCE_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges"
"""The annotation that `loadBalancerSourceRanges` replaced."""
SPEC: Pointer = ("spec",)
PORTS: Pointer = ("spec", "ports")


@dataclass(frozen=True, slots=True)
class Service:
    """A Service's spec, with what the server fills in."""

    resource: Resource
    spec: dict[str, Any]

    @property
    def type(self) -> str:
        """Its type; ClusterIP where it is left out."""
        return text(self.spec.get("type")) or CLUSTER_IP

    @property
    def cluster_ip(self) -> str:
        """`clusterIP`, empty where it is left out."""
        return text(self.spec.get("clusterIP"))

    @property
    def cluster_ips(self) -> list[str]:
        """`clusterIPs`, which is made of `clusterIP` where it is left out."""
        written = [ip for ip in sequence(self.spec.get("clusterIPs")) if isinstance(ip, str)]
        return written or ([self.cluster_ip] if self.cluster_ip else [])

    @property
    def cluster_ip_pointer(self) -> Pointer:
        """The field that decides on the addresses: the one that people write, where there is one."""
        return (*SPEC, "clusterIP" if self.cluster_ip else "clusterIPs")

    @property
    def is_headless(self) -> bool:
        """Whether it has no address of its own, so that its name leads to the pods themselves."""
        return self.cluster_ips == [NO_IP]

    @property
    def is_external(self) -> bool:
        """Whether traffic from outside the cluster can reach it (`pkg/api/service/util.go`, v1.35)."""
        if self.type in {LOAD_BALANCER, NODE_PORT}:
            return True
        return self.type == CLUSTER_IP and bool(self.spec.get("externalIPs"))

    def ports(self) -> Iterator[tuple[Pointer, dict[str, Any]]]:
        """Its ports, each with its place."""
        for index, port in mappings(self.spec.get("ports")):
            yield (*PORTS, index), port


def as_service(resource: Resource) -> Service | None:
    """The resource as a Service; None for other projects' kinds of that name."""
    return resource.once(_service)


def _service(resource: Resource) -> Service | None:
    return None if resource.id.group else Service(resource, mapping(resource.get("spec")))


def protocol(port: dict[str, Any]) -> str:
    """A port's protocol; TCP where it is left out."""
    return text(port.get("protocol")) or "TCP"
