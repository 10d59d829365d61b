"""Environment variables that are read from places which cannot exist."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.downward import ENV_FIELDS, field_fault, resource_fault
from manifestlint.model.names import CONFIG_KEY, DNS_SUBDOMAIN, is_config_key, is_dns_subdomain
from manifestlint.model.shape import dig, mapping, mappings, text
from manifestlint.model.workload import Container
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, container_rule, refusals


@container_rule("env-reference-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def env_reference_invalid(container: Container) -> Iterator[Problem]:
    """An environment variable is read from an object, a key or a field that cannot exist.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateSecretKeySelector`, `validateObjectFieldSelector` and `validateContainerResourceFieldSelector`,
    v1.35), also where the reference is `optional`. The name of a ConfigMap or Secret is needed, although
    the published schema lets it be left out, and is a DNS subdomain; a key is made of letters, digits, `-`,
    `_` and `.`.

    Of its own pod a container can ask for `metadata.name`, `metadata.namespace`, `metadata.uid`,
    `spec.nodeName`, `spec.serviceAccountName`, `status.hostIP`, `status.podIP` (and `hostIPs`, `podIPs`)
    and for one label or annotation, as `metadata.labels['app']`; and of the resources for requests and
    limits of cpu, memory, ephemeral storage and huge pages. A `fileKeyRef` reads from an `emptyDir` volume
    of the pod, at a path without `..` (`validateFileKeyRefVolumes`; dropped before v1.35).

    It is essential: nothing of it reaches the cluster.
    """
    yield from refusals(container, _faults(container))


def _faults(container: Container) -> Iterator[Fault]:
    for index, variable in mappings(container.data.get("env")):
        source = mapping(variable.get("valueFrom"))
        for kind in ("configMapKeyRef", "secretKeyRef"):
            yield from _key_faults(container, ("env", index, "valueFrom", kind), source.get(kind))
        yield from _own_faults(container, ("env", index, "valueFrom"), source)
    for index, item in mappings(container.data.get("envFrom")):
        for kind in ("configMapRef", "secretRef"):
            if isinstance(item.get(kind), dict):
                yield from _name_faults(container, ("envFrom", index, kind), item[kind])


def _own_faults(container: Container, pointer: Pointer, source: dict[str, Any]) -> Iterator[Fault]:
    reason = field_fault(source.get("fieldRef"), ENV_FIELDS)
    if reason:
        yield reason, container.at(*pointer, "fieldRef", "fieldPath")
    reason = resource_fault(source.get("resourceFieldRef"))
    if reason:
        yield reason, container.at(*pointer, "resourceFieldRef", "resource")
    if isinstance(source.get(_FILE), dict) and container.workload.resource.on(35):
        for field, reason in _file_faults(container, source[_FILE]):
            yield reason, container.at(*pointer, _FILE, field)


def _file_faults(container: Container, reference: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in ("volumeName", "path", "key"):
        if reference.get(field) == "":
            yield field, f"{_FILE} has an empty {field}"
    name, path, key = (text(reference.get(field)) for field in ("volumeName", "path", "key"))
    volumes = {volume.get("name"): volume for _, volume in mappings(container.workload.pod.get("volumes"))}
    sources = [field for field, value in volumes.get(name, {}).items() if isinstance(value, dict)]
    if name and (name not in volumes or (sources and sources != ["emptyDir"])):
        told = "is no emptyDir" if name in volumes else "is no volume of the pod"
        yield "volumeName", f'{_FILE} reads from "{name}", which {told}'
    if ".." in path.split("/"):
        yield "path", f'{_FILE}: path "{path}" has ".." in it'
    if key and not (key.isascii() and key.isprintable() and "=" not in key):
        yield "key", f'{_FILE}: key "{key}" can be the name of no variable'


def _key_faults(container: Container, pointer: Pointer, reference: Any) -> Iterator[Fault]:
    if not isinstance(reference, dict):
        return
    yield from _name_faults(container, pointer, reference)
    key = reference.get("key")
    if isinstance(key, str) and not is_config_key(key):
        yield f'key "{key}" cannot exist ({CONFIG_KEY})', container.at(*pointer, "key")


def _name_faults(container: Container, pointer: Pointer, reference: dict[str, Any]) -> Iterator[Fault]:
    name = dig(reference, "name")
    if name in (None, ""):
        yield f"{pointer[-1]} names no object", container.at(*pointer, "name")
    elif text(name) and not is_dns_subdomain(name.removesuffix("-") if len(pointer) == len(_BULK) else name):
        yield f'no object can be called "{name}" ({DNS_SUBDOMAIN})', container.at(*pointer, "name")


_FILE = "fileKeyRef"
_BULK = ("envFrom", 0, "configMapRef")
"""In `envFrom` the server reads a name as a prefix, which may end with a dash."""
