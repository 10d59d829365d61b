"""What the names of each kind may look like."""

from collections.abc import Callable

from manifestlint.core.resource import ResourceId
from manifestlint.model.kinds import GROUPS_WITHOUT_PODS
from manifestlint.model.names import (
    DNS_LABEL,
    DNS_SUBDOMAIN,
    is_dns_label,
    is_dns_subdomain,
    is_path_segment,
)

Grammar = tuple[str, str, Callable[[str], bool]]
"""What a name is called, which characters it has, and how to tell."""

_LABEL: Grammar = ("DNS label", DNS_LABEL, is_dns_label)
_SUBDOMAIN: Grammar = ("DNS subdomain", DNS_SUBDOMAIN, is_dns_subdomain)
_SEGMENT: Grammar = ("path segment", 'anything but "." and "..", without "/" and "%"', is_path_segment)

_LABEL_KINDS = frozenset({("", "Namespace"), ("", "Service"), ("apps", "StatefulSet")})
_SEGMENT_KINDS = frozenset(
    {("", "Event"), ("networking.k8s.io", "IPAddress"), ("storage.k8s.io", "CSIDriver")},
)
_SUBDOMAIN_GROUPS = frozenset(
    {
        "",
        "admissionregistration.k8s.io",
        "apps",
        "autoscaling",
        "batch",
        "coordination.k8s.io",
        "discovery.k8s.io",
        "flowcontrol.apiserver.k8s.io",
        "networking.k8s.io",
        "node.k8s.io",
        "resource.k8s.io",
        "scheduling.k8s.io",
        "storage.k8s.io",
    }
)
_OTHER_GROUPS = frozenset(
    {
        "apiextensions.k8s.io",
        "apiregistration.k8s.io",
        "argoproj.io",
        "certificates.k8s.io",
        "policy",
        "rbac.authorization.k8s.io",
    }
)
"""Groups whose objects are kept under a name too, though not always under a DNS subdomain."""
_CRD_GROUPS = frozenset(
    {
        "argoproj.io",
        "bitnami.com",
        "cert-manager.io",
        "external-secrets.io",
        "gateway.networking.k8s.io",
        "keda.sh",
        "monitoring.coreos.com",
        "networking.istio.io",
        "security.istio.io",
        "traefik.io",
    }
)
"""Groups whose kinds are known to come as CRDs, not from an API server of their own."""
_CRD_DOMAINS = (
    ".cert-manager.io",
    ".cilium.io",
    ".fluxcd.io",
    ".istio.io",
    ".knative.dev",
    ".linkerd.io",
    ".strimzi.io",
    ".traefik.io",
    ".x-k8s.io",
)
_AGGREGATED = (".openshift.io", "projectcalico.org")
"""Groups that an API server of their own may serve."""


def grammar_of(id: ResourceId) -> Grammar:
    """The grammar of an object's name; where the kind is not known, what any API server asks for.

    Source: the name functions that each kind's validation gives to `ValidateObjectMeta` (`pkg/apis`,
    v1.35), and apiserver `pkg/registry/rest/create.go`, `BeforeCreate`. A Service's name may start with a
    digit from v1.36 on (KEP-5311), so it is held to the looser grammar.
    """
    kind = (id.group, id.kind)
    if kind in _LABEL_KINDS:
        return _LABEL
    if kind not in _SEGMENT_KINDS and (id.group in _SUBDOMAIN_GROUPS or _is_custom(id.group)):
        return _SUBDOMAIN
    return _SEGMENT


def _is_custom(group: str) -> bool:
    known = group in _CRD_GROUPS or group in GROUPS_WITHOUT_PODS or group.endswith(_CRD_DOMAINS)
    return known and not group.endswith(_AGGREGATED)


def has_server_name(id: ResourceId) -> bool:
    """Whether objects of the kind are surely kept under a name, and are no configuration file of a tool."""
    return id.group in _SUBDOMAIN_GROUPS | _OTHER_GROUPS
