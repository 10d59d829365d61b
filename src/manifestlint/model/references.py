"""Which other objects an object speaks of by their names."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, integer, mapping, mappings, text

RBAC = "rbac.authorization.k8s.io"
GATEWAY = "gateway.networking.k8s.io"
STORAGE = "storage.k8s.io"
NETWORKING = "networking.k8s.io"
_ACCOUNT = "kubernetes.io/service-account.name"


@dataclass(frozen=True, slots=True)
class Reference:
    """Another object by kind and name, and where that name stands."""

    group: str
    kind: str
    name: str
    pointer: Pointer
    namespace: str = ""
    """Empty: the object's own, or none where the kind has none."""
    optional: bool = False
    """The object does its work without it too."""
    part: str | int = ""
    """The key of a ConfigMap or Secret, the port of a Service; empty for the whole."""
    part_pointer: Pointer = ()


def read_references(resource: Resource) -> Iterator[Reference]:
    """What an object without pods speaks of; `pod_references` has the others.

    Left out is what an object selects by labels, and the class of an Ingress in its old annotation, which
    need not exist.
    """
    id = resource.id
    reader = _READERS.get((id.group, id.kind))
    if reader is None and id.group == GATEWAY and id.kind.endswith("Route"):
        reader = _route
    if reader is not None:
        yield from reader(resource)


def scale_target(data: Any, pointer: Pointer, group: str = "", kind: str = "") -> Iterator[Reference]:
    """What a `scaleTargetRef` names; group and kind are what is meant where it says nothing of them."""
    data = mapping(data)
    written = text(data.get("apiVersion"))
    found = written.rpartition("/")[0] if written else group
    kind, name = text(data.get("kind")) or kind, text(data.get("name"))
    if kind and name:
        yield Reference(found, kind, name, (*pointer, "name"))


def claim_references(data: Any, pointer: Pointer) -> Iterator[Reference]:
    """What the spec of a PersistentVolumeClaim names.

    An empty class asks for a volume without one (Kubernetes docs, "Persistent Volumes").
    """
    spec = mapping(data)
    yield from named(STORAGE, "StorageClass", spec, "storageClassName", pointer)
    yield from named("", "PersistentVolume", spec, "volumeName", pointer)


def named(
    group: str, kind: str, data: dict[str, Any], field: str, pointer: Pointer, optional: bool = False
) -> Iterator[Reference]:
    """The object in the own namespace that a field names."""
    name = text(data.get(field))
    if name:
        yield Reference(group, kind, name, (*pointer, field), optional=optional)


def _autoscaler(resource: Resource) -> Iterator[Reference]:
    yield from scale_target(resource.get("spec", "scaleTargetRef"), ("spec", "scaleTargetRef"))


def _scaled_object(resource: Resource) -> Iterator[Reference]:
    target = resource.get("spec", "scaleTargetRef")
    yield from scale_target(target, ("spec", "scaleTargetRef"), "apps", "Deployment")


def _vertical(resource: Resource) -> Iterator[Reference]:
    yield from scale_target(resource.get("spec", "targetRef"), ("spec", "targetRef"))


def _claim(resource: Resource) -> Iterator[Reference]:
    yield from claim_references(resource.get("spec"), ("spec",))


def _volume(resource: Resource) -> Iterator[Reference]:
    spec = mapping(resource.get("spec"))
    # A volume that exists needs no class of that name; both sides only have to say the same.
    yield from named(STORAGE, "StorageClass", spec, "storageClassName", ("spec",), optional=True)


def _account(resource: Resource) -> Iterator[Reference]:
    for field in ("secrets", "imagePullSecrets"):
        for index, item in mappings(resource.get(field)):
            yield from named("", "Secret", item, "name", (field, index), optional=True)


def _ingress(resource: Resource) -> Iterator[Reference]:
    spec = mapping(resource.get("spec"))
    yield from named(NETWORKING, "IngressClass", spec, "ingressClassName", ("spec",))
    for index, item in mappings(spec.get("tls")):
        # Without the Secret, controllers serve a certificate of their own.
        yield from named("", "Secret", item, "secretName", ("spec", "tls", index))
    yield from _backend(spec.get("defaultBackend"), ("spec", "defaultBackend"))
    for index, rule in mappings(spec.get("rules")):
        for place, path in mappings(dig(rule, "http", "paths")):
            pointer = ("spec", "rules", index, "http", "paths", place, "backend")
            yield from _backend(path.get("backend"), pointer)


def _backend(data: Any, pointer: Pointer) -> Iterator[Reference]:
    """The Service of a backend, in the notation of `networking.k8s.io/v1`.

    With the port `use-annotation` there is none: an annotation says what is done (AWS Load Balancer
    Controller docs, "Ingress annotations", `actions`).
    """
    service, pointer = mapping(dig(data, "service")), (*pointer, "service")
    name, port = text(service.get("name")), mapping(service.get("port"))
    field = "name" if text(port.get("name")) else "number"
    part = text(port.get("name")) or integer(port.get("number")) or ""
    if name and part != "use-annotation":
        yield Reference(
            "", "Service", name, (*pointer, "name"), part=part, part_pointer=(*pointer, "port", field)
        )


def _binding(resource: Resource) -> Iterator[Reference]:
    role = mapping(resource.get("roleRef"))
    kind = text(role.get("kind"))
    if kind in {"Role", "ClusterRole"}:
        yield from named(RBAC, kind, role, "name", ("roleRef",))
    for index, subject in mappings(resource.get("subjects")):
        name = text(subject.get("name"))
        if subject.get("kind") == "ServiceAccount" and name:
            pointer: Pointer = ("subjects", index, "name")
            namespace = text(subject.get("namespace"))
            yield Reference("", "ServiceAccount", name, pointer, namespace)


def _route(resource: Resource) -> Iterator[Reference]:
    spec = mapping(resource.get("spec"))
    for index, parent in mappings(spec.get("parentRefs")):
        yield from _typed(parent, ("spec", "parentRefs", index), GATEWAY, "Gateway")
    for index, rule in mappings(spec.get("rules")):
        pointer: Pointer = ("spec", "rules", index)
        for place, backend in mappings(rule.get("backendRefs")):
            yield from _typed(backend, (*pointer, "backendRefs", place), "", "Service")
        for place, item in mappings(rule.get("filters")):
            mirror = (*pointer, "filters", place, "requestMirror", "backendRef")
            yield from _typed(dig(item, "requestMirror", "backendRef"), mirror, "", "Service")


def _gateway(resource: Resource) -> Iterator[Reference]:
    spec = mapping(resource.get("spec"))
    yield from named(GATEWAY, "GatewayClass", spec, "gatewayClassName", ("spec",))
    for index, listener in mappings(spec.get("listeners")):
        for place, secret in mappings(dig(listener, "tls", "certificateRefs")):
            pointer = ("spec", "listeners", index, "tls", "certificateRefs", place)
            yield from _typed(secret, pointer, "", "Secret")


def _typed(data: Any, pointer: Pointer, group: str, kind: str) -> Iterator[Reference]:
    """Gateway API's way to name an object; what it leaves out has a default.

    Source: Gateway API, `apis/v1/object_reference_types.go` and `shared_types.go`, v1.3.
    """
    data = mapping(data)
    group = data["group"] if isinstance(data.get("group"), str) else group
    kind, name = text(data.get("kind")) or kind, text(data.get("name"))
    if name:
        port = integer(data.get("port")) or ""
        place = (*pointer, "port")
        namespace = text(data.get("namespace"))
        yield Reference(group, kind, name, (*pointer, "name"), namespace, part=port, part_pointer=place)


def _webhooks(resource: Resource) -> Iterator[Reference]:
    for index, hook in mappings(resource.get("webhooks")):
        pointer: Pointer = ("webhooks", index, "clientConfig", "service")
        yield from _service(dig(hook, "clientConfig", "service"), pointer)


def _api_service(resource: Resource) -> Iterator[Reference]:
    yield from _service(resource.get("spec", "service"), ("spec", "service"))


def _definition(resource: Resource) -> Iterator[Reference]:
    pointer = ("spec", "conversion", "webhook", "clientConfig", "service")
    yield from _service(resource.get(*pointer), pointer)


def _service(data: Any, pointer: Pointer) -> Iterator[Reference]:
    """The Service that the API server calls; its port is 443 where none is written."""
    data = mapping(data)
    name, namespace = text(data.get("name")), text(data.get("namespace"))
    if name and namespace:
        port = integer(data.get("port")) or 443
        place = (*pointer, "port" if "port" in data else "name")
        yield Reference("", "Service", name, (*pointer, "name"), namespace, part=port, part_pointer=place)


def _token(resource: Resource) -> Iterator[Reference]:
    """A Secret for an account's token waits for the account."""
    if resource.get("type") == "kubernetes.io/service-account-token":
        annotations = mapping(resource.get("metadata", "annotations"))
        yield from named("", "ServiceAccount", annotations, _ACCOUNT, ("metadata", "annotations"))


_READERS: dict[tuple[str, str], Callable[[Resource], Iterator[Reference]]] = {
    ("", "PersistentVolume"): _volume,
    ("", "PersistentVolumeClaim"): _claim,
    ("", "Secret"): _token,
    ("", "ServiceAccount"): _account,
    ("admissionregistration.k8s.io", "MutatingWebhookConfiguration"): _webhooks,
    ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"): _webhooks,
    ("apiextensions.k8s.io", "CustomResourceDefinition"): _definition,
    ("apiregistration.k8s.io", "APIService"): _api_service,
    ("autoscaling", "HorizontalPodAutoscaler"): _autoscaler,
    ("autoscaling.k8s.io", "VerticalPodAutoscaler"): _vertical,
    ("keda.sh", "ScaledObject"): _scaled_object,
    (GATEWAY, "Gateway"): _gateway,
    (NETWORKING, "Ingress"): _ingress,
    (RBAC, "ClusterRoleBinding"): _binding,
    (RBAC, "RoleBinding"): _binding,
}
