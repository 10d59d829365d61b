"""Namespaces that cannot exist."""

from collections.abc import Iterator

from manifestlint.model.kinds import is_namespaced
from manifestlint.model.names import DNS_LABEL, is_dns_label
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import text
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule


@resource_rule("namespace-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def namespace_invalid(resource: Resource) -> Iterator[Problem]:
    """An object lies in a namespace whose name no namespace can have.

    The API server refuses it (apimachinery `pkg/api/validation/objectmeta.go`, `ValidateNamespaceName`,
    v1.35): a namespace's name is a DNS label, without upper case, `_` and dots. Objects without a namespace
    are not told: of a ClusterRole the server drops the field (apiserver `pkg/registry/rest/meta.go`,
    `EnsureObjectNamespaceMatchesRequestNamespace`, v0.35).

    The name of a Namespace itself is told by `name-invalid`.

    It is essential: nothing of it reaches the cluster.
    """
    namespace = text(resource.get("metadata", "namespace"))
    if namespace and not is_dns_label(namespace) and is_namespaced(resource.id.group, resource.id.kind):
        reason = f'namespace "{namespace}" is no DNS label ({DNS_LABEL})'
        yield refused(resource, reason, at("metadata", "namespace"))
