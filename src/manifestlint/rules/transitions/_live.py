"""What is served by, or runs as, an object."""

from manifestlint.model.transition import Side

_TRAFFIC = {
    ("", "Service"): "its name and address are gone",
    ("networking.k8s.io", "Ingress"): "its hosts are no longer served",
    ("gateway.networking.k8s.io", "Gateway"): "its listeners are gone, and all routes through it",
    ("gateway.networking.k8s.io", "HTTPRoute"): "its hosts are no longer served",
    ("gateway.networking.k8s.io", "GRPCRoute"): "its hosts are no longer served",
    ("gateway.networking.k8s.io", "TLSRoute"): "its hosts are no longer served",
    ("networking.istio.io", "VirtualService"): "its routes are gone",
    ("route.openshift.io", "Route"): "its host is no longer served",
}


def what_stops(side: Side) -> str:
    """What ends when the object is deleted, as the end of a sentence; empty where nothing does."""
    pod = side.facts.pod
    if pod is not None and not pod.batch:
        return "" if side.facts.replicas == 0 else "its pods are stopped"
    if side.facts.service is not None and side.facts.service.alias:
        return ""
    return _TRAFFIC.get((side.id.group, side.id.kind), "")
