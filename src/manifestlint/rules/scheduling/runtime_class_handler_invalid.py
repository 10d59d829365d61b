"""Runtime classes without a handler."""

from collections.abc import Iterator

from manifestlint.model.names import DNS_LABEL, is_dns_label
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, refused, resource_rule


@resource_rule(
    "runtime-class-handler-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("RuntimeClass",),
)
def runtime_class_handler_invalid(resource: Resource) -> Iterator[Problem]:
    """A RuntimeClass's handler is no DNS label.

    The API server refuses it (Kubernetes `pkg/apis/node/validation/validation.go`, `ValidateRuntimeClass`,
    v1.35). The handler is what the container runtime on the nodes calls it, in its configuration; there it
    must be renamed too.

    It is essential: nothing of it reaches the cluster.
    """
    handler = resource.get("handler")
    if resource.id.group == "node.k8s.io" and isinstance(handler, str) and not is_dns_label(handler):
        yield refused(resource, f'handler "{handler}" is no DNS label ({DNS_LABEL})', at("handler"))
