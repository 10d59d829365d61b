"""Priority and fairness of requests, as the API server reads it."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import DNS_LABEL, is_dns_label
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings, sequence
from manifestlint.rulekit import Fault, Pointer

_GROUP = "flowcontrol.apiserver.k8s.io"
_ALL = "*"
_VERBS = frozenset(
    {"create", "delete", "deletecollection", "get", "list", "patch", "proxy", "update", "watch"},
)


def is_flow(resource: Resource) -> bool:
    """Whether this is Kubernetes' own, and not of another project."""
    return resource.id.group == _GROUP


def rule_faults(pointer: Pointer, rule: dict[str, Any]) -> Iterator[Fault]:
    """Why a rule of a FlowSchema matches no request."""
    if rule.get("subjects") in (None, []):
        yield "a rule has no subjects", at(*pointer)
    if not rule.get("resourceRules") and not rule.get("nonResourceRules"):
        yield "a rule has neither resourceRules nor nonResourceRules", at(*pointer)
    for index, inner in mappings(rule.get("resourceRules")):
        yield from _resource_faults((*pointer, "resourceRules", index), inner)
    for index, inner in mappings(rule.get("nonResourceRules")):
        yield from _url_faults((*pointer, "nonResourceRules", index), inner)


def _resource_faults(pointer: Pointer, rule: dict[str, Any]) -> Iterator[Fault]:
    for field in ("verbs", "apiGroups", "resources"):
        yield from _list_faults(pointer, rule, field)
    namespaces = sequence(rule.get("namespaces"))
    if not namespaces and rule.get("clusterScope") is not True:
        yield "a rule has neither namespaces nor clusterScope", at(*pointer)
    elif namespaces:
        yield from _list_faults(pointer, rule, "namespaces")
    for index, name in enumerate(namespaces if _ALL not in namespaces else ()):
        if isinstance(name, str) and not is_dns_label(name):
            yield f'namespace "{name}" is no DNS label ({DNS_LABEL})', at(*pointer, "namespaces", index)


def _url_faults(pointer: Pointer, rule: dict[str, Any]) -> Iterator[Fault]:
    for field in ("verbs", "nonResourceURLs"):
        yield from _list_faults(pointer, rule, field)
    urls = sequence(rule.get("nonResourceURLs"))
    for index, url in enumerate(urls if _ALL not in urls else ()):
        fault = _url_fault(url) if isinstance(url, str) else ""
        if fault:
            yield f'URL "{url}" {fault}', at(*pointer, "nonResourceURLs", index)


def _url_fault(url: str) -> str:
    if not url.startswith("/"):
        return 'does not begin with "/"'
    if " " in url or "//" in url:
        return 'has a blank or "//" in it'
    if "*" in url and (url.count("*") > 1 or not url.endswith("/*")):
        return 'has "*" elsewhere than in "/*" at its end'
    return ""


def _list_faults(pointer: Pointer, rule: dict[str, Any], field: str) -> Iterator[Fault]:
    items = sequence(rule.get(field))
    if rule.get(field) in (None, []):
        yield f"a rule has no {field}", at(*pointer)
    elif _ALL in items and len(items) > 1:
        yield f"* stands alone in {field}", at(*pointer, field)
    for index, verb in enumerate(items if field == "verbs" and _ALL not in items else ()):
        if isinstance(verb, str) and verb not in _VERBS:
            yield f'verb "{verb}" is not one of {", ".join(sorted(_VERBS))}', at(*pointer, field, index)
